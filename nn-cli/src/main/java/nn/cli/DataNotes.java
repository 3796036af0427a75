package nn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nn.data.ColumnReport;
import nn.data.DataReport;

/** What somebody who trains on data should know about them, each with what can be done; nothing about data without fault. */
final class DataNotes {

    /** From this imbalance of classes on it is worth a note. */
    private static final double IMBALANCE = 3;

    private DataNotes() {}

    static List<String> of(DataReport report) {
        List<String> notes = new ArrayList<>();
        missing(report, notes);
        List<String> constant = report.constantFeatures();
        if (!constant.isEmpty()) {
            notes.add(
                    "Always the same, so that nothing can be learned from " + (constant.size() == 1 ? "it: " : "them: ")
                            + Sources.few(constant) + ". --ignore leaves columns out.");
        }
        outliers(report, notes);
        classes(report, notes);
        rows(report, notes);
        return notes;
    }

    private static void missing(DataReport report, List<String> notes) {
        List<String> columns = report.features().stream()
                .filter(column -> column.missing() > 0)
                .map(column -> column.name() + " " + share(column.missing(), report.rows()))
                .toList();
        if (!columns.isEmpty()) {
            notes.add("Missing values: " + Sources.few(columns)
                    + ". Numbers become their mean and categories none of them, unless --transforms says otherwise:"
                    + " impute-median, impute-constant, impute-most-frequent, and missing-flag before them.");
        }
    }

    private static void outliers(DataReport report, List<String> notes) {
        List<String> columns = numbers(report)
                .filter(numbers -> numbers.outliers() > 0)
                .map(numbers -> numbers.name() + " " + numbers.outliers())
                .toList();
        if (!columns.isEmpty()) {
            notes.add(
                    "Outliers, which lie beyond the quartiles by more than 1.5 times their distance: "
                            + Sources.few(columns)
                            + ". If they are mistakes, correct them; if not, the transforms robust-scale, quantile or log take their weight.");
        }
    }

    private static Stream<ColumnReport.Numbers> numbers(DataReport report) {
        return Stream.of(report.targets(), report.features())
                .flatMap(List::stream)
                .filter(ColumnReport.Numbers.class::isInstance)
                .map(ColumnReport.Numbers.class::cast);
    }

    private static void classes(DataReport report, List<String> notes) {
        if (!(report.targets().getFirst() instanceof ColumnReport.Categories classes)) {
            return;
        }
        List<String> absent = classes.counts().stream()
                .filter(count -> count.rows() == 0)
                .map(ColumnReport.Count::category)
                .toList();
        if (!absent.isEmpty()) {
            notes.add("Classes without rows: " + Sources.few(absent) + ".");
        }
        if (classes.imbalance() >= IMBALANCE) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Rare classes: the largest has %.3g times the rows of the smallest. --class-weights balanced or --oversample 1"
                            + " makes up for it; accuracy says little.",
                    classes.imbalance()));
        }
    }

    private static void rows(DataReport report, List<String> notes) {
        if (report.duplicates() > 0) {
            notes.add(rows(report.duplicates()) + " with all values of an earlier one"
                    + ". In training and test part at once, they make results look better than they are.");
        }
        if (report.contradictions() > 0) {
            notes.add(rows(report.contradictions()) + " with the features of an earlier one, but another target"
                    + ": no model can have all of them right.");
        }
    }

    private static String rows(int rows) {
        return String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows");
    }

    private static String share(int rows, int all) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * rows / all);
    }
}
