package nn.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nn.core.Message;
import nn.core.NnException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with typed access; what is missing or of another type is a {@link NnException.ModelFormat}.
 *
 * @param map the values by key
 * @param source where it comes from, for messages
 */
public record JsonObject(Map<?, ?> map, String source) {

    /** A value that must be an object. */
    public static JsonObject of(Object value, String source) {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(map, source);
        }
        throw new NnException.ModelFormat(source + ": expected a JSON object.");
    }

    /** Whether there is a value of a key. */
    public boolean has(String key) {
        return map.containsKey(key);
    }

    /** All keys, in order. */
    public List<String> keys() {
        return map.keySet().stream().map(String.class::cast).toList();
    }

    /** The value of a key, whatever it is. */
    public Object value(String key) {
        return get(key, Object.class, "a value");
    }

    /** The text of a key. */
    public String text(String key) {
        return get(key, String.class, "text");
    }

    /** The whole number of a key. */
    public long number(String key) {
        return get(key, Long.class, "a whole number");
    }

    /** The number of a key. */
    public double real(String key) {
        return get(key, Number.class, "a number").doubleValue();
    }

    /** The object of a key. */
    public JsonObject object(String key) {
        return new JsonObject(get(key, Map.class, "an object"), source + ": " + Message.quote(key));
    }

    /** The objects in the list of a key. */
    public List<JsonObject> objects(String key) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object item : get(key, List.class, "a list")) {
            objects.add(of(item, source + ": " + key));
        }
        return objects;
    }

    /** The texts in the list of a key. */
    public List<String> texts(String key) {
        return items(key, String.class, "text");
    }

    /** The whole numbers in the list of a key. */
    public List<Long> numbers(String key) {
        return items(key, Long.class, "whole numbers");
    }

    private <T> List<T> items(String key, Class<T> type, String expected) {
        List<T> items = new ArrayList<>();
        for (Object item : get(key, List.class, "a list")) {
            if (!type.isInstance(item)) {
                throw new NnException.ModelFormat(source + ": " + key + ": expected a list of " + expected + ".");
            }
            items.add(type.cast(item));
        }
        return items;
    }

    private <T> T get(String key, Class<T> type, String expected) {
        Object value = map.get(key);
        if (!type.isInstance(value)) {
            throw new NnException.ModelFormat(
                    source + ": " + Message.quote(key) + ": found " + found(value) + ", expected " + expected + ".");
        }
        return type.cast(value);
    }

    private static String found(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            default -> Message.quote(value.toString());
        };
    }
}
