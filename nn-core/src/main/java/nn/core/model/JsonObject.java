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
record JsonObject(Map<?, ?> map, String source) {

    static JsonObject of(Object value, String source) {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(map, source);
        }
        throw new NnException.ModelFormat(source + ": expected a JSON object.");
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    List<String> keys() {
        return map.keySet().stream().map(String.class::cast).toList();
    }

    Object value(String key) {
        return get(key, Object.class, "a value");
    }

    String text(String key) {
        return get(key, String.class, "text");
    }

    long number(String key) {
        return get(key, Long.class, "a whole number");
    }

    JsonObject object(String key) {
        return new JsonObject(get(key, Map.class, "an object"), source + ": " + Message.quote(key));
    }

    List<JsonObject> objects(String key) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object item : get(key, List.class, "a list")) {
            objects.add(of(item, source + ": " + key));
        }
        return objects;
    }

    List<String> texts(String key) {
        return items(key, String.class, "text");
    }

    List<Long> numbers(String key) {
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
