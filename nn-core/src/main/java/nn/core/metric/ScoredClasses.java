package nn.core.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Rows that belong to one of several classes each, and what a model says of them.
 *
 * @param classes the class names, in the order of the labels 0, 1, …; of two, the second is the positive one
 * @param labels the true class of each row
 * @param predicted the predicted class of each row
 * @param scores rows × classes: the larger, the more the model believes in the class
 * @param probabilities whether the scores are probabilities
 * @param weights how much each row counts beside others
 */
public record ScoredClasses(
        List<String> classes, int[] labels, int[] predicted, float[] scores, boolean probabilities, double[] weights)
        implements ScoredRows {

    /**
     * Checks the arrays.
     *
     * @throws IllegalArgumentException if lengths do not agree, a label is no class, a score is not finite or no probability, or no
     *     row has weight
     */
    public ScoredClasses {
        classes = List.copyOf(classes);
        ScoredRows.requireRows(weights, "labels", labels.length, 1);
        ScoredRows.requireRows(weights, "predictions", predicted.length, 1);
        ScoredRows.requireRows(weights, "scores", scores.length, classes.size());
        for (int row = 0; row < labels.length; row++) {
            if (Math.min(labels[row], predicted[row]) < 0 || Math.max(labels[row], predicted[row]) >= classes.size()) {
                throw new IllegalArgumentException("Row " + row + " has class " + labels[row] + " and prediction "
                        + predicted[row] + ", expected 0 to " + (classes.size() - 1) + ".");
            }
        }
        for (int i = 0; i < scores.length; i++) {
            ScoredRows.requireFinite("score", scores[i], i / classes.size());
            if (probabilities && !(scores[i] >= 0 && scores[i] <= 1)) {
                throw new IllegalArgumentException("A probability of row " + i / classes.size() + " is " + scores[i]
                        + ", expected a number from 0 to 1.");
            }
        }
    }

    /** The score of a class in a row. */
    public double score(int row, int c) {
        return scores[row * classes.size() + c];
    }

    /** Whether the predicted class of a row is the true one. */
    public boolean isRight(int row) {
        return labels[row] == predicted[row];
    }

    /** The largest score of a row: with probabilities, how sure the model is. */
    public double confidence(int row) {
        double largest = score(row, 0);
        for (int c = 1; c < classes.size(); c++) {
            largest = Math.max(largest, score(row, c));
        }
        return largest;
    }

    /** One class against all others, by score. */
    public Ranking ranking(int c) {
        boolean[] positive = new boolean[rows()];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = labels[row] == c;
        }
        return Ranking.of(positive, scores, c, classes.size());
    }

    @Override
    public List<Metric> metrics() {
        return List.of(ClassMetric.values());
    }

    @Override
    public List<Metric> mainMetrics() {
        return ClassMetric.main(classes.size());
    }

    @Override
    public boolean hasTargetsOf(ScoredRows other) {
        return other instanceof ScoredClasses rows
                && classes.equals(rows.classes)
                && Arrays.equals(labels, rows.labels)
                && Arrays.equals(weights, rows.weights);
    }
}
