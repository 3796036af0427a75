package nn.core.metric;

import java.util.List;
import java.util.stream.IntStream;

/** Adds up what a {@link RegressionEvaluation} is made of, prediction by prediction. */
public final class RegressionSums {

    private final List<String> quantities;
    private final double[] mean;
    private final double[] variation;
    private final double[] squaredErrors;
    private final double[] absoluteErrors;
    private int rows;

    /** Starts with nothing for quantities of some names. */
    public RegressionSums(List<String> quantities) {
        this.quantities = List.copyOf(quantities);
        mean = new double[quantities.size()];
        variation = new double[mean.length];
        squaredErrors = new double[mean.length];
        absoluteErrors = new double[mean.length];
    }

    /**
     * Adds a row.
     *
     * @param predicted one value for each quantity
     * @param actual the true values
     */
    public void add(double[] predicted, double[] actual) {
        rows++;
        for (int q = 0; q < mean.length; q++) {
            double error = predicted[q] - actual[q];
            squaredErrors[q] += error * error;
            absoluteErrors[q] += Math.abs(error);
            double before = actual[q] - mean[q];
            mean[q] += before / rows;
            variation[q] += before * (actual[q] - mean[q]);
        }
    }

    /** What came out for the rows added so far. */
    public RegressionEvaluation evaluation(double loss) {
        return new RegressionEvaluation(
                rows,
                loss,
                IntStream.range(0, mean.length).mapToObj(this::quantity).toList());
    }

    private RegressionEvaluation.Quantity quantity(int q) {
        return new RegressionEvaluation.Quantity(
                quantities.get(q),
                squaredErrors[q] / rows,
                absoluteErrors[q] / rows,
                variation[q] > 0 ? 1 - squaredErrors[q] / variation[q] : Double.NaN);
    }
}
