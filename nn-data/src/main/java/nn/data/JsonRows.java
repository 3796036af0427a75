package nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;

/** Reads the objects of a JSON Lines file, which must all have the same keys and types, and gives their values away. */
final class JsonRows {

    private final TextLines lines;
    private final List<String> names;
    private final CellSink cells;
    private final JsonText json;
    private final CategoryDictionary columns;
    private final DecimalText decimal = new DecimalText();
    private final JsonText.Type[] types;
    private final boolean[] seen;

    /**
     * Starts before the first line.
     *
     * @param names the keys of the first line
     */
    JsonRows(TextLines lines, List<String> names, CellSink cells, CsvLimits limits) {
        this.lines = lines;
        this.names = names;
        this.cells = cells;
        json = new JsonText(lines, limits.field());
        columns = new CategoryDictionary(names);
        types = new JsonText.Type[names.size()];
        Arrays.fill(types, JsonText.Type.NULL);
        seen = new boolean[names.size()];
    }

    /** Goes to the next line that is not blank; false if there is none. */
    static boolean nextLine(TextLines lines) {
        while (lines.next()) {
            if (lines.skipBlanks()) {
                return true;
            }
        }
        return false;
    }

    /** The keys of the first line, all different. */
    static List<String> keys(TextLines lines, CsvLimits limits) {
        if (!nextLine(lines)) {
            throw lines.failure("the file is empty, expected a JSON object in each line, such as {\"age\": 31}.");
        }
        JsonText json = new JsonText(lines, limits.field());
        List<String> keys = new ArrayList<>();
        CategoryDictionary known = new CategoryDictionary(List.of());
        beginObject(lines, json);
        while (!json.skip('}')) {
            int from = lines.index();
            json.key();
            int before = known.size();
            known.code(json.text(), json.from(), json.to());
            String key = json.toString();
            if (key.isBlank() || known.size() == before) {
                lines.moveTo(from);
                throw lines.failure("the key " + Message.quote(key) + (key.isBlank() ? " is empty" : " is there twice")
                        + ", expected a name of its own for each column.");
            }
            if (keys.size() == limits.columns()) {
                throw new NnException.LimitExceeded(lines.at() + "more than " + limits.columns()
                        + " keys, the limit. Use fewer, or raise the limit (CsvLimits.columns).");
            }
            keys.add(key);
            json.expect(':', "after a key");
            json.value();
            endMember(lines, json);
        }
        if (keys.isEmpty()) {
            throw lines.failure("the object is empty, expected a key for each column.");
        }
        return keys;
    }

    private static void beginObject(TextLines lines, JsonText json) {
        if (!json.skip('{')) {
            throw lines.failure("found " + lines.rest() + ", expected a JSON object, such as {\"age\": 31}.");
        }
    }

    /** Takes the comma behind a member, or stays before the end of the object. */
    private static void endMember(TextLines lines, JsonText json) {
        if (!json.skip(',')) {
            if (!lines.isAt('}')) {
                throw lines.failure("found " + lines.rest() + ", expected a comma or } after a value.");
            }
        } else if (lines.skipBlanks() && lines.isAt('}')) {
            throw lines.failure("found } after a comma, expected another key. Remove the comma.");
        }
    }

    /** Reads the current line. */
    void read() {
        beginObject(lines, json);
        Arrays.fill(seen, false);
        int count = 0;
        while (!json.skip('}')) {
            member();
            count++;
        }
        if (count < names.size()) {
            int missing = 0;
            while (seen[missing]) {
                missing++;
            }
            throw lines.failure("no key " + Message.quote(names.get(missing)) + ", expected " + expected()
                    + " as in the first line. Write null for a missing value.");
        }
        if (lines.skipBlanks()) {
            throw lines.failure("found " + lines.rest() + " after the object, expected one object in each line.");
        }
        cells.endRow(lines);
    }

    private void member() {
        lines.skipBlanks();
        int from = lines.index();
        json.key();
        int column = columns.find(json.text(), json.from(), json.to());
        if (column < 0 || seen[column]) {
            lines.moveTo(from);
            throw lines.failure("the key " + Message.quote(json.toString())
                    + (column < 0 ? " is not in the first line" : " is there twice") + ", expected " + expected()
                    + ", each once.");
        }
        seen[column] = true;
        json.expect(':', "after a key");
        lines.skipBlanks();
        int valueFrom = lines.index();
        JsonText.Type type = json.value();
        int valueTo = lines.index();
        lines.moveTo(valueFrom);
        give(column, type);
        lines.moveTo(valueTo);
        endMember(lines, json);
    }

    private void give(int column, JsonText.Type type) {
        if (type == JsonText.Type.NULL) {
            cells.missing(lines, column);
            return;
        }
        if (types[column] == JsonText.Type.NULL) {
            types[column] = type;
        }
        if (types[column] != type) {
            throw lines.failure("key " + Message.quote(names.get(column)) + " has " + type + ", expected "
                    + types[column] + " as in the lines before. Write null for a missing value.");
        }
        if (type == JsonText.Type.NUMBER) {
            cells.number(lines, column, decimal.anyNumber(json.text(), json.from(), json.to()));
        } else {
            cells.text(lines, column, json.text(), json.from(), json.to());
        }
    }

    private String expected() {
        return Message.oneLine(String.join(", ", names), 100);
    }
}
