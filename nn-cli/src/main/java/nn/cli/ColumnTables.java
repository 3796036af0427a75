package nn.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import nn.data.ColumnReport;
import nn.data.DataReport;

/** The columns of data as tables for people: one of numbers, one of categories; the targets first. */
final class ColumnTables {

    private static final int MOST_CATEGORIES = 8;

    private ColumnTables() {}

    /** The tables that have rows. */
    static List<String> of(DataReport report, int mostFeatures) {
        List<List<String>> numbers = new ArrayList<>();
        List<List<String>> categories = new ArrayList<>();
        numbers.add(List.of(
                "NUMBERS", "MISSING", "MIN", "QUARTILE", "MEDIAN", "QUARTILE", "MAX", "MEAN", "DEVIATION", "OUTLIERS"));
        categories.add(List.of("CATEGORIES", "MISSING", "ROWS OF EACH"));
        report.targets().forEach(column -> add(column, " (target)", numbers, categories));
        report.features().stream().limit(mostFeatures).forEach(column -> add(column, "", numbers, categories));
        List<String> tables = new ArrayList<>();
        for (List<List<String>> rows : List.of(numbers, categories)) {
            if (rows.size() > 1) {
                tables.add(TextTable.of(rows).stripTrailing());
            }
        }
        int more = report.features().size() - mostFeatures;
        if (more > 0) {
            tables.add("… and " + more + " more features, which --json has");
        }
        return tables;
    }

    private static void add(
            ColumnReport column, String role, List<List<String>> numbers, List<List<String>> categories) {
        String name = column.name() + role;
        String missing = Integer.toString(column.missing());
        switch (column) {
            case ColumnReport.Numbers n ->
                numbers.add(List.of(
                        name,
                        missing,
                        number(n.min()),
                        number(n.lowerQuartile()),
                        number(n.median()),
                        number(n.upperQuartile()),
                        number(n.max()),
                        number(n.mean()),
                        number(n.deviation()),
                        Integer.toString(n.outliers())));
            case ColumnReport.Categories c -> categories.add(List.of(name, missing, counts(c.counts())));
        }
    }

    /** Five digits, without zeros at the end; a dash where there is no number. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros();
        int digits = rounded.precision() - rounded.scale(); // before the decimal point
        return digits > -4 && digits < 10 ? rounded.toPlainString() : rounded.toString();
    }

    private static String counts(List<ColumnReport.Count> counts) {
        List<String> shown = counts.stream()
                .limit(MOST_CATEGORIES)
                .map(count -> count.category() + ": " + count.rows())
                .toList();
        int more = counts.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? ", … and " + more + " more" : "");
    }
}
