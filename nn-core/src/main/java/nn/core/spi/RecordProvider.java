package nn.core.spi;

import java.lang.invoke.MethodHandles;

/**
 * Makes components that are records: the record's components are the settings, and one instance holds the defaults. Each
 * component nests a provider of three lines:
 *
 * <pre>{@code
 * public static final class Provider extends RecordProvider<Activation> {
 *     public Provider() {
 *         super(Activation.class, "leaky-relu", new LeakyRelu(), MethodHandles.lookup());
 *     }
 * }
 * }</pre>
 *
 * @param <T> the kind of component
 */
public abstract class RecordProvider<T> implements Provider<T> {

    private final Class<T> type;
    private final String name;
    private final Record defaults;
    private final MethodHandles.Lookup lookup;

    /**
     * Makes the provider of one component.
     *
     * @param type the kind's interface
     * @param name the registered name
     * @param defaults a component with all defaults; must be a record
     * @param lookup the provider's own lookup, which may read and construct the record
     */
    protected RecordProvider(Class<T> type, String name, T defaults, MethodHandles.Lookup lookup) {
        this.type = type;
        this.name = name;
        this.defaults = (Record) defaults;
        this.lookup = lookup;
    }

    @Override
    public final Class<T> type() {
        return type;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final T create(Settings settings, Registry registry) {
        return type.cast(settings.toRecord(lookup, defaults, registry));
    }
}
