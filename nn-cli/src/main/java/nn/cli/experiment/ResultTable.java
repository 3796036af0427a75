package nn.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Numbers and words in rows.
 *
 * @param columns the columns' names
 * @param rows as many values each: {@link String}, {@link Integer} or {@link Double}
 */
public record ResultTable(List<String> columns, List<List<Object>> rows) {

    /** Keeps copies and checks the lengths. */
    public ResultTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row + " has " + row.size() + " values for " + columns + ".");
            }
        }
    }

    /** As texts, the columns' names first, with four digits of each fraction. */
    public List<List<String>> rounded() {
        return texts(value ->
                value instanceof Double number ? String.format(Locale.ROOT, "%.4g", number) : value.toString());
    }

    /** As texts, the columns' names first, with all digits. */
    public List<List<String>> exact() {
        return texts(Object::toString);
    }

    private List<List<String>> texts(Function<Object, String> text) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(text).toList()));
        return lines;
    }
}
