package nn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of text in columns whose widths are set beforehand, so that each line can be printed as soon as it is known. */
final class TextColumns {

    private record Column(String title, int width, boolean left) {
        String padded(String text) {
            String space = " ".repeat(Math.max(0, width - text.length()));
            return left ? text + space : space + text;
        }
    }

    private final List<Column> columns = new ArrayList<>();

    /** Adds a column for words. */
    TextColumns words(String title, int width) {
        columns.add(new Column(title, Math.max(width, title.length()), true));
        return this;
    }

    /** Adds a column for numbers. */
    TextColumns numbers(String title, int width) {
        columns.add(new Column(title, Math.max(width, title.length()), false));
        return this;
    }

    /** The text of a number, the same in every country. */
    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The titles. */
    String header() {
        return line(columns.stream().map(Column::title).toList());
    }

    /** One cell for each column. */
    String line(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns.");
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : "  ").append(columns.get(i).padded(cells.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
