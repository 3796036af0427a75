package nn.core.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows to which any number of labels applies, and what a model says of them.
 *
 * @param labels their names
 * @param actual rows × labels: whether the label applies
 * @param predicted rows × labels: whether the label was predicted
 * @param probabilities rows × labels
 * @param weights how much each row counts beside others
 */
public record ScoredLabels(
        List<String> labels, boolean[] actual, boolean[] predicted, float[] probabilities, double[] weights)
        implements ScoredRows {

    /**
     * Checks the arrays.
     *
     * @throws IllegalArgumentException if lengths do not agree, a number is no probability, or no row has weight
     */
    public ScoredLabels {
        labels = List.copyOf(labels);
        ScoredRows.requireRows(weights, "labels", actual.length, labels.size());
        ScoredRows.requireRows(weights, "predictions", predicted.length, labels.size());
        ScoredRows.requireRows(weights, "probabilities", probabilities.length, labels.size());
        for (int i = 0; i < probabilities.length; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException("A probability of row " + i / labels.size() + " is "
                        + probabilities[i] + ", expected a number from 0 to 1.");
            }
        }
    }

    /** The rows to which a label applies against the others, by its probability. */
    public Ranking ranking(int label) {
        boolean[] positive = new boolean[rows()];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = actual[row * labels.size() + label];
        }
        return Ranking.of(positive, probabilities, label, labels.size());
    }

    /** How often each label was predicted and applies. */
    public List<BinaryCounts> counts(double[] weights) {
        return IntStream.range(0, labels.size())
                .mapToObj(label -> counts(label, weights))
                .toList();
    }

    private BinaryCounts counts(int label, double[] weights) {
        double truePositives = 0;
        double positives = 0;
        double predictedPositives = 0;
        for (int row = 0; row < weights.length; row++) {
            int i = row * labels.size() + label;
            truePositives += actual[i] && predicted[i] ? weights[row] : 0;
            positives += actual[i] ? weights[row] : 0;
            predictedPositives += predicted[i] ? weights[row] : 0;
        }
        return new BinaryCounts(truePositives, predictedPositives, positives);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(LabelMetric.values());
    }

    @Override
    public List<Metric> mainMetrics() {
        return LabelMetric.main();
    }

    @Override
    public boolean hasTargetsOf(ScoredRows other) {
        return other instanceof ScoredLabels rows
                && labels.equals(rows.labels)
                && Arrays.equals(actual, rows.actual)
                && Arrays.equals(weights, rows.weights);
    }
}
