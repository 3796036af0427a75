package nn.core.spi;

import java.util.List;

/**
 * Makes one kind of component by name. This is the only service type of the platform: a module that adds activations,
 * layers, losses, initializers, optimizers, schedules or kernels {@code provides nn.core.spi.Provider}; on the class path
 * the same classes stand in {@code META-INF/services/nn.core.spi.Provider}.
 *
 * <p>A provider is stateless, cheap to construct and has a public constructor without parameters. Most extend {@link
 * RecordProvider}.
 *
 * @param <T> the kind of component
 */
public interface Provider<T> {

    /** The kind of component this makes: the interface that all components of the kind implement. */
    Class<T> type();

    /**
     * The name under which the component is known on the command line, in configurations and in saved models: lower-case
     * letters, digits and single hyphens. It is a promise of the file format and never changes.
     */
    String name();

    /** Further names that are understood where people type one; they are never written to a file. */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * Makes the component.
     *
     * @param settings what was set; the rest keeps its defaults
     * @param registry where components nested in the settings are made
     * @throws nn.core.NnException.Configuration if a setting is unknown or has no sensible value
     */
    T create(Settings settings, Registry registry);
}
