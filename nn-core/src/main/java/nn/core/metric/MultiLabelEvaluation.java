package nn.core.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * How predicted labels compare with the true ones where any number of labels may apply to a row.
 *
 * @param labels their names
 * @param rows the number of rows
 * @param exactRows the number of rows in which every label was right
 * @param truePositives for each label the rows to which it applies and was predicted to
 * @param falsePositives for each label the rows to which it was predicted only
 * @param falseNegatives for each label the rows to which it applies only
 * @param loss the mean loss
 */
public record MultiLabelEvaluation(
        List<String> labels,
        int rows,
        int exactRows,
        int[] truePositives,
        int[] falsePositives,
        int[] falseNegatives,
        double loss)
        implements Evaluation {

    /** The share of labels that are right, over all rows, in [0, 1]. */
    public double accuracy() {
        double wrong = sum(falsePositives) + sum(falseNegatives);
        return 1 - wrong / ((double) rows * labels.size());
    }

    /** The share of rows in which every label is right, in [0, 1]. */
    public double exactMatch() {
        return (double) exactRows / rows;
    }

    /** F₁ = 2TP / (2TP + FP + FN) over all labels together, in [0, 1]; NaN when none applies and none was predicted. */
    public double f1() {
        return f1(sum(truePositives), sum(falsePositives), sum(falseNegatives));
    }

    private static double f1(double truePositives, double falsePositives, double falseNegatives) {
        return 2 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
    }

    private static double sum(int[] counts) {
        return IntStream.of(counts).asLongStream().sum();
    }

    @Override
    public SequencedMap<String, Double> metrics() {
        LinkedHashMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", accuracy());
        metrics.put("exact-match", exactMatch());
        metrics.put("f1-micro", f1());
        metrics.put("loss", loss);
        return metrics;
    }

    /** Accuracy, exact match, F₁ and loss, then precision, recall and F₁ of each label. */
    @Override
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "accuracy %.2f %% of labels, %.2f %% of rows right in every label, F1 %.4f, loss %.4f on %d rows%n",
                100 * accuracy(),
                100 * exactMatch(),
                f1(),
                loss,
                rows));
        int width = Math.max(5, labels.stream().mapToInt(String::length).max().orElse(0));
        String format = "%-" + width + "s %9s %9s %9s %9s%n";
        table.append(String.format(Locale.ROOT, format, "label", "rows", "precision", "recall", "F1"));
        for (int j = 0; j < labels.size(); j++) {
            double right = truePositives[j];
            table.append(String.format(
                    Locale.ROOT,
                    format,
                    labels.get(j),
                    truePositives[j] + falseNegatives[j],
                    shown(right / (right + falsePositives[j])),
                    shown(right / (right + falseNegatives[j])),
                    shown(f1(right, falsePositives[j], falseNegatives[j]))));
        }
        return table.toString();
    }

    private static String shown(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.4f", share);
    }
}
