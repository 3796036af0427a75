package nn.core.spi;

/**
 * A component that can describe itself so that a {@link Registry} makes an equal one from the description. This is how
 * components are written into models and configurations.
 */
public interface Configurable {

    /** The registered name and all settings of this component. */
    Spec spec();
}
