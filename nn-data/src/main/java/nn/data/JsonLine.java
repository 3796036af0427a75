package nn.data;

import java.util.ArrayList;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads a line as a JSON object whose values are simple. */
final class JsonLine {

    /** Takes the members of an object. */
    interface Members {
        /** Takes a member; the parser is at its value, which is simple. */
        void member(String key, JsonToken type, JsonParser value);

        /** Takes the end of the object. */
        void end();
    }

    private final TextLines lines;
    private final CsvLimits limits;
    private final JsonFactory json;

    JsonLine(TextLines lines, CsvLimits limits) {
        this.lines = lines;
        this.limits = limits;
        json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(2)
                        .maxNumberLength(limits.field())
                        .maxStringLength(limits.field())
                        .maxNameLength(limits.field())
                        .build())
                .build();
    }

    /** Goes to the next line that is not blank; false if there is none. */
    boolean next() {
        while (lines.next()) {
            if (lines.skipBlanks()) {
                return true;
            }
        }
        return false;
    }

    /** The keys of the next line. */
    List<String> keys() {
        if (!next()) {
            throw new NnException.Data(
                    lines.at() + "the file is empty, expected a JSON object in each line, such as {\"age\": 31}.");
        }
        List<String> keys = new ArrayList<>();
        read(new Members() {
            @Override
            public void member(String key, JsonToken type, JsonParser value) {
                if (key.isBlank()) {
                    throw lines.failure("an empty key, expected a name for each column. Name it.");
                }
                if (keys.size() == limits.columns()) {
                    throw new NnException.LimitExceeded(lines.at() + "more than " + limits.columns()
                            + " keys, the limit. Use fewer, or raise the limit (CsvLimits.columns).");
                }
                keys.add(key);
            }

            @Override
            public void end() {
                if (keys.isEmpty()) {
                    throw lines.failure("the object is empty, expected a key for each column.");
                }
            }
        });
        return keys;
    }

    /** Reads the current line. */
    void read(Members members) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), lines.line(), 0, lines.length())) {
            JsonToken start = parser.nextToken();
            if (start != JsonToken.START_OBJECT) {
                throw lines.failure("found " + lines.rest() + ", expected a JSON object, such as {\"age\": 31}.");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                lines.moveTo(parser.currentTokenLocation().getColumnNr() - 1);
                String key = parser.currentName();
                JsonToken type = parser.nextToken();
                if (type.isStructStart()) {
                    throw lines.failure("key " + Message.quote(key)
                            + " has an array or object as its value, expected a number, a string, true, false or null."
                            + " Give each part a key of its own.");
                }
                members.member(key, type, parser);
            }
            members.end();
            if (parser.nextToken() != null) {
                lines.moveTo(parser.currentTokenLocation().getColumnNr() - 1);
                throw lines.failure("found " + lines.rest() + " after the object, expected one object in each line.");
            }
        } catch (StreamConstraintsException e) {
            throw new NnException.LimitExceeded(lines.at() + "a key or value is longer than " + limits.field()
                    + " characters, the limit. Use shorter ones, or raise the limit (CsvLimits.field).");
        } catch (JacksonException e) {
            if (e.getLocation() != null) {
                lines.moveTo(Math.max(0, e.getLocation().getColumnNr() - 1));
            }
            // What follows in parentheses tells of the parser, not of the text.
            String reason = e.getOriginalMessage().replaceFirst("\\s*\\((for|through|start).*", "");
            throw new NnException.Data(lines.at() + "not JSON: " + Message.oneLine(reason, 150) + ".", e);
        }
    }
}
