package nn.core.metric;

import java.util.List;
import java.util.Locale;

/**
 * How many rows of each class were predicted as each class.
 *
 * @param classes the class names
 * @param counts how many rows of true class i (row) were predicted as class j (column)
 */
public record ConfusionMatrix(List<String> classes, int[][] counts) {

    /** Counts rows, whatever they weigh. */
    public static ConfusionMatrix of(ScoredClasses rows) {
        int[][] counts = new int[rows.classes().size()][rows.classes().size()];
        for (int row = 0; row < rows.rows(); row++) {
            counts[rows.labels()[row]][rows.predicted()[row]]++;
        }
        return new ConfusionMatrix(rows.classes(), counts);
    }

    /** A table for people, one row per true class. */
    public String table() {
        int width = classes.stream().mapToInt(String::length).max().orElse(0);
        int cell = Math.max(5, Math.min(12, width) + 1);
        StringBuilder table = new StringBuilder(" ".repeat(width + 2))
                .append("predicted")
                .append(System.lineSeparator())
                .append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", "true"));
        classes.forEach(name -> table.append(String.format(Locale.ROOT, "%" + cell + "." + (cell - 1) + "s", name)));
        for (int i = 0; i < counts.length; i++) {
            table.append(System.lineSeparator())
                    .append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", classes.get(i)));
            for (int count : counts[i]) {
                table.append(String.format(Locale.ROOT, "%" + cell + "d", count));
            }
        }
        return table.append(System.lineSeparator()).toString();
    }
}
