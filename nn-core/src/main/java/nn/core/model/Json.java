package nn.core.model;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nn.core.NnException;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as plain values: {@link Map} with text keys in order, {@link List}, {@link String}, {@link Long}, {@link Double}, {@link
 * Boolean}. Reading is strict (no duplicate keys, nothing after the value) and bounded.
 */
public final class Json {

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(64)
                    .maxStringLength(16 << 20)
                    .build())
            .build();

    private Json() {}

    /** Writes a value in the compact form. */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = STRICT.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((key, item) -> {
                    generator.writeName((String) key);
                    write(generator, item);
                });
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(item -> write(generator, item));
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            // JSON has no NaN and no infinity; as text they are at least readable.
            case Double number when !Double.isFinite(number) -> generator.writeString(number.toString());
            case Double number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            case Spec spec -> write(generator, ofSpec(spec));
            default ->
                throw new IllegalArgumentException(
                        "No JSON for " + value.getClass().getName());
        }
    }

    /**
     * Reads one value.
     *
     * @param text UTF-8
     * @param source what is read, for messages
     * @throws NnException.ModelFormat if the text is not one JSON value within the limits
     * @throws NnException.LimitExceeded if it consists of so many small values that they need far more memory than the text
     */
    public static Object read(byte[] text, String source) {
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = new Reader(parser, source, text.length).read();
            if (parser.nextToken() != null) {
                throw new NnException.ModelFormat(source + ": text after the end of the JSON value.");
            }
            return value;
        } catch (JacksonException e) {
            // A limit that is exceeded comes without a place.
            String place =
                    e.getLocation() == null ? "" : "byte " + e.getLocation().getByteOffset() + ": ";
            // What follows in parentheses tells of the parser, not of the text.
            String reason = e.getOriginalMessage().replaceFirst("\\s*\\((for|through|start).*", "");
            throw new NnException.ModelFormat(source + ": " + place + "not JSON: " + reason + ".", e);
        }
    }

    /** Reads one value from text. */
    public static Object read(String text, String source) {
        return read(text.getBytes(StandardCharsets.UTF_8), source);
    }

    /** Reads values as long as they need no more memory than the length of their text warrants. */
    private static final class Reader {
        // What objects need in memory, in bytes, rounded up.
        private static final int OBJECT = 96;
        private static final int PROPERTY = 64;
        private static final int ARRAY = 48;
        private static final int TEXT = 48;
        private static final int FRACTION = 48;
        private static final int SCALAR = 24;

        private static final int BYTES_PER_BYTE_OF_TEXT = 7;
        private static final int BYTES_FOR_ANY_TEXT = 2 << 20;

        private final JsonParser parser;
        private final String source;
        private long remaining;

        Reader(JsonParser parser, String source, int length) {
            this.parser = parser;
            this.source = source;
            remaining = (long) BYTES_PER_BYTE_OF_TEXT * length + BYTES_FOR_ANY_TEXT;
        }

        Object read() {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new NnException.ModelFormat(source + ": empty, expected JSON.");
            }
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> {
                    charge(TEXT);
                    yield parser.getString();
                }
                case VALUE_NUMBER_INT -> {
                    charge(SCALAR);
                    yield parser.getLongValue();
                }
                case VALUE_NUMBER_FLOAT -> {
                    charge(FRACTION);
                    yield parser.getDoubleValue();
                }
                case VALUE_TRUE, VALUE_FALSE -> {
                    charge(SCALAR);
                    yield token == JsonToken.VALUE_TRUE;
                }
                default -> throw new NnException.ModelFormat(source + ": found " + token + ", expected a value.");
            };
        }

        private Map<String, Object> object() {
            charge(OBJECT);
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                charge(PROPERTY);
                String key = parser.currentName();
                parser.nextToken();
                map.put(key, read());
            }
            return map;
        }

        private List<Object> array() {
            charge(ARRAY);
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(read());
            }
            return list;
        }

        private void charge(int bytes) {
            remaining -= bytes;
            if (remaining < 0) {
                throw new NnException.LimitExceeded(source + ": byte "
                        + parser.currentLocation().getByteOffset()
                        + ": so many small values need more memory than the file's size warrants.");
            }
        }
    }

    /** A component as JSON: its name and, where there are any, its settings. */
    static Map<String, Object> ofSpec(Spec spec) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", spec.name());
        if (!spec.settings().isEmpty()) {
            map.put("settings", spec.settings().asMap());
        }
        return map;
    }

    /** A component from its JSON. */
    static Spec toSpec(JsonObject object) {
        Settings.Builder settings = Settings.builder();
        if (object.has("settings")) {
            JsonObject values = object.object("settings");
            for (String key : values.keys()) {
                settings.put(key, toSetting(values.value(key), values.source()));
            }
        }
        return new Spec(object.text("name"), settings.build());
    }

    private static Object toSetting(Object value, String source) {
        return switch (value) {
            case Map<?, ?> map -> toSpec(new JsonObject(map, source));
            case List<?> list ->
                list.stream().map(item -> toSetting(item, source)).toList();
            default -> value;
        };
    }
}
