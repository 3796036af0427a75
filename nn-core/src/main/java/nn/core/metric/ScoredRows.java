package nn.core.metric;

import java.util.List;

/**
 * Rows with what is true and what a model says of them. Every {@link Metric} is a function of these and of nothing else, so rows
 * may come from anywhere. Arrays are not copied; nobody changes them.
 */
public sealed interface ScoredRows permits ScoredClasses, ScoredLabels, ScoredValues {

    /** How much each row counts beside others, 0 or more; some row counts. */
    double[] weights();

    /** All metrics of rows of this kind, the one people look at first in front. */
    List<Metric> metrics();

    /** Those of the metrics that a person wants first. */
    List<Metric> mainMetrics();

    /** The number of rows. */
    default int rows() {
        return weights().length;
    }

    /** Whether others are the same rows by all that is true of them, whatever is predicted. */
    boolean hasTargetsOf(ScoredRows other);

    /** Checks that weights are numbers, 0 or more, with a finite sum above 0. */
    private static void requireWeights(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("A row weighs " + weight + ", expected 0 or more.");
            }
            sum += weight;
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    weights.length + " rows weigh " + sum + " together, expected a finite sum above 0.");
        }
    }

    /** Checks the weights and the length of an array that has some numbers for each row. */
    static void requireRows(double[] weights, String what, int length, int perRow) {
        requireWeights(weights);
        if (length != (long) weights.length * perRow) {
            throw new IllegalArgumentException("There are " + length + " " + what + " and " + weights.length
                    + " weights of rows, expected " + perRow + " for each row.");
        }
    }

    /** Checks that predictions are finite. */
    static void requireFinite(String what, double value, int row) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The " + what + " of row " + row + " is " + value + ".");
        }
    }
}
