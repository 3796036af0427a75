package nn.core.spi;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nn.core.Message;
import nn.core.NnException;

/**
 * Named values that configure a component, in the order in which they were given. Keys are kebab-case; a value is a {@link
 * String}, {@link Boolean}, {@link Long}, {@link Double}, {@link Spec}, or a list of such. Where a number is expected, its
 * text is as good.
 */
public final class Settings {

    /** No settings: every default applies. */
    public static final Settings EMPTY = new Settings(new LinkedHashMap<>());

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** A record whose components are settings beside those of the record that it is a component of; its own name is no key. */
    public interface Group {}

    /** The components of a record that are settings, those of its {@linkplain Group groups} in their place. */
    public static List<RecordComponent> components(Class<? extends Record> type) {
        return SettingsRecords.components(type);
    }

    /** The keys of the settings that a record has, in order. */
    public static List<String> keys(Class<? extends Record> type) {
        return components(type).stream().map(SettingsRecords::key).toList();
    }

    /** Starts with no settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings; a key may be given once. */
    public static final class Builder {
        private final LinkedHashMap<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a value.
         *
         * @throws NnException.Configuration if the key is there already or is not kebab-case
         * @throws IllegalArgumentException if the value's type is none of those that {@link Settings} may hold
         */
        public Builder put(String key, Object value) {
            if (!Spec.isName(key)) {
                throw new NnException.Configuration("Setting " + Message.quote(key)
                        + ": expected lower-case letters, digits and single hyphens, like \"learning-rate\".");
            }
            if (values.putIfAbsent(key, normalized(value)) != null) {
                throw new NnException.Configuration("Setting " + Message.quote(key) + " is given twice; give it once.");
            }
            return this;
        }

        /** The settings collected so far. */
        public Settings build() {
            return new Settings(new LinkedHashMap<>(values));
        }

        private static Object normalized(Object value) {
            return switch (value) {
                case Integer i -> (long) i;
                case Float f -> (double) f;
                case String s -> s;
                case Boolean b -> b;
                case Long l -> l;
                case Double d -> d;
                case Spec s -> s;
                case List<?> list -> list.stream().map(Builder::normalized).toList();
                default ->
                    throw new IllegalArgumentException(
                            "A setting cannot be a " + value.getClass().getName());
            };
        }
    }

    /** Whether nothing is set. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Refuses every setting: for components that have none.
     *
     * @throws NnException.Configuration if anything is set
     */
    public void requireEmpty() {
        SettingsRecords.refuseUnknownKeys(this, List.of());
    }

    /** All values by key, in order; not modifiable. */
    public Map<String, Object> asMap() {
        return values;
    }

    /**
     * Makes a record from these settings: each component takes the setting of its name (learningRate: {@code learning-rate}),
     * and where there is none, the value in {@code defaults}.
     *
     * @param <R> the record's type; components may be {@code boolean}, {@code int}, {@code long}, {@code double}, {@link
     *     String}, enums, {@link Spec}, a kind of component that the registry makes, {@link java.util.Optional} or {@link List} of
     *     these, and a {@link Group} of such components
     * @param lookup the record's own lookup, which may read and construct it
     * @param defaults the record that holds all defaults
     * @param registry where nested components, such as the activation in a layer, are made
     * @throws NnException.Configuration if a key is unknown, a value has the wrong type, or the record refuses a value
     */
    public <R extends Record> R toRecord(MethodHandles.Lookup lookup, R defaults, Registry registry) {
        return SettingsRecords.toRecord(this, lookup, defaults, registry);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The text form {@code key=value,key=value}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String text(Object value) {
        return switch (value) {
            case Spec spec when !spec.settings().isEmpty() -> "(" + spec + ")";
            case List<?> list -> list.stream().map(Object::toString).collect(Collectors.joining(",", "(", ")"));
            default -> value.toString();
        };
    }
}
