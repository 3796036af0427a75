package nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nn.core.Message;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Gives the values of JSON objects away, which must all have the same keys and types. */
final class JsonRows implements JsonLine.Members {

    private static final char[] TRUE = {'t', 'r', 'u', 'e'};
    private static final char[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private enum Type {
        UNKNOWN("value"),
        NUMBER("number"),
        STRING("string"),
        BOOLEAN("boolean");

        private final String word;

        Type(String word) {
            this.word = word;
        }
    }

    private final TextLines lines;
    private final List<String> names;
    private final CellSink cells;
    private final Map<String, Integer> columns = new TreeMap<>();
    private final DecimalText decimal = new DecimalText();
    private final Type[] types;
    private final boolean[] seen;
    private int count;

    JsonRows(TextLines lines, List<String> names, CellSink cells) {
        this.lines = lines;
        this.names = names;
        this.cells = cells;
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
        types = new Type[names.size()];
        Arrays.fill(types, Type.UNKNOWN);
        seen = new boolean[names.size()];
    }

    @Override
    public void member(String key, JsonToken token, JsonParser value) {
        int column = column(key);
        seen[column] = true;
        count++;
        switch (token) {
            case VALUE_NULL -> cells.missing(lines, column);
            case VALUE_TRUE, VALUE_FALSE -> {
                refuseMixture(column, Type.BOOLEAN);
                char[] text = token == JsonToken.VALUE_TRUE ? TRUE : FALSE;
                cells.text(lines, column, text, 0, text.length);
            }
            case VALUE_STRING -> {
                refuseMixture(column, Type.STRING);
                int from = value.getStringOffset();
                cells.text(lines, column, value.getStringCharacters(), from, from + value.getStringLength());
            }
            default -> {
                refuseMixture(column, Type.NUMBER);
                int from = value.getStringOffset();
                int to = from + value.getStringLength();
                cells.number(lines, column, decimal.anyNumber(value.getStringCharacters(), from, to));
            }
        }
    }

    private int column(String key) {
        Integer column = columns.get(key);
        if (column == null) {
            throw lines.failure("key " + Message.quote(key) + " is not in the first line, expected " + expected()
                    + ". Give all lines the same keys.");
        }
        return column;
    }

    private void refuseMixture(int column, Type type) {
        if (types[column] == Type.UNKNOWN) {
            types[column] = type;
        }
        if (types[column] != type) {
            throw lines.failure("key " + Message.quote(names.get(column)) + " has a " + type.word + ", expected a "
                    + types[column].word + " as in the lines before. Write null for a missing value.");
        }
    }

    @Override
    public void end() {
        if (count < names.size()) {
            int missing = 0;
            while (seen[missing]) {
                missing++;
            }
            throw lines.failure("no key " + Message.quote(names.get(missing)) + ", expected " + expected()
                    + " as in the first line. Write null for a missing value.");
        }
        Arrays.fill(seen, false);
        count = 0;
        cells.endRow(lines);
    }

    private String expected() {
        return Message.oneLine(String.join(", ", names), 100);
    }
}
