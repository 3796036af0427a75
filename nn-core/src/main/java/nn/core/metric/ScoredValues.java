package nn.core.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Rows with numbers to predict, and what a model says of them, in the units of the targets.
 *
 * @param quantities their names
 * @param actual rows × quantities
 * @param predicted rows × quantities
 * @param weights how much each row counts beside others
 * @param quantiles what is predicted of the distribution of the targets beside that
 */
public record ScoredValues(
        List<String> quantities,
        double[] actual,
        double[] predicted,
        double[] weights,
        List<PredictedQuantile> quantiles)
        implements ScoredRows {

    /** Rows for which nothing but a value is predicted. */
    public ScoredValues(List<String> quantities, double[] actual, double[] predicted, double[] weights) {
        this(quantities, actual, predicted, weights, List.of());
    }

    /**
     * Checks the arrays.
     *
     * @throws IllegalArgumentException if lengths do not agree, a number is not finite, or no row has weight
     */
    public ScoredValues {
        quantities = List.copyOf(quantities);
        quantiles = List.copyOf(quantiles);
        for (PredictedQuantile quantile : quantiles) {
            ScoredRows.requireRows(weights, "quantiles", quantile.values().length, quantities.size());
        }
        ScoredRows.requireRows(weights, "true values", actual.length, quantities.size());
        ScoredRows.requireRows(weights, "predictions", predicted.length, quantities.size());
        for (int i = 0; i < actual.length; i++) {
            ScoredRows.requireFinite("true value", actual[i], i / quantities.size());
            ScoredRows.requireFinite("prediction", predicted[i], i / quantities.size());
        }
    }

    /** The rows with one of the quantities only. */
    public ScoredValues quantity(int q) {
        return new ScoredValues(List.of(quantities.get(q)), column(actual, q), column(predicted, q), weights);
    }

    private double[] column(double[] values, int q) {
        double[] column = new double[rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = values[row * quantities.size() + q];
        }
        return column;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(ValueMetric.values());
    }

    @Override
    public List<Metric> mainMetrics() {
        return metrics();
    }

    @Override
    public boolean hasTargetsOf(ScoredRows other) {
        return other instanceof ScoredValues rows
                && quantities.equals(rows.quantities)
                && Arrays.equals(actual, rows.actual)
                && Arrays.equals(weights, rows.weights);
    }
}
