package nn.core.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * How predicted classes compare with the true ones.
 *
 * @param classes the class names
 * @param confusion how many rows of true class i (row) were predicted as class j (column)
 * @param loss the mean loss
 */
public record ClassificationEvaluation(List<String> classes, int[][] confusion, double loss) implements Evaluation {

    @Override
    public int rows() {
        int sum = 0;
        for (int[] row : confusion) {
            for (int count : row) {
                sum += count;
            }
        }
        return sum;
    }

    /** The share of rows whose class was predicted, in [0, 1]. */
    public double accuracy() {
        int correct = 0;
        for (int i = 0; i < confusion.length; i++) {
            correct += confusion[i][i];
        }
        return (double) correct / rows();
    }

    @Override
    public SequencedMap<String, Double> metrics() {
        LinkedHashMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", accuracy());
        metrics.put("loss", loss);
        return metrics;
    }

    /** Accuracy, loss and the confusion matrix, one row per true class. */
    @Override
    public String table() {
        return String.format(Locale.ROOT, "accuracy %.2f %%, loss %.4f on %d rows%n", 100 * accuracy(), loss, rows())
                + new ConfusionMatrix(classes, confusion).table();
    }
}
