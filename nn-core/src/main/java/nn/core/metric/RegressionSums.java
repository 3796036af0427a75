package nn.core.metric;

import java.util.List;
import java.util.stream.IntStream;
import nn.core.statistics.RunningMoments;

/** Adds up what a {@link RegressionEvaluation} is made of, prediction by prediction. */
public final class RegressionSums {

    private final List<String> quantities;
    private final RegressionEvaluation.Criterion criterion;
    private final RunningMoments[] actual;
    private final double[] squaredErrors;
    private final double[] absoluteErrors;
    private int rows;

    /**
     * Starts with nothing.
     *
     * @param quantities their names
     * @param criterion what the score is
     */
    public RegressionSums(List<String> quantities, RegressionEvaluation.Criterion criterion) {
        this.quantities = List.copyOf(quantities);
        this.criterion = criterion;
        actual = RunningMoments.array(quantities.size());
        squaredErrors = new double[actual.length];
        absoluteErrors = new double[actual.length];
    }

    /**
     * Adds a row.
     *
     * @param predicted one value for each quantity
     * @param truth the true values
     */
    public void add(double[] predicted, double[] truth) {
        rows++;
        for (int q = 0; q < actual.length; q++) {
            double error = predicted[q] - truth[q];
            squaredErrors[q] += error * error;
            absoluteErrors[q] += Math.abs(error);
            actual[q].add(truth[q]);
        }
    }

    /** What came out for the rows added so far. */
    public RegressionEvaluation evaluation(double loss) {
        return new RegressionEvaluation(
                rows,
                loss,
                IntStream.range(0, actual.length).mapToObj(this::quantity).toList(),
                criterion);
    }

    private RegressionEvaluation.Quantity quantity(int q) {
        double variation = actual[q].variation();
        return new RegressionEvaluation.Quantity(
                quantities.get(q),
                squaredErrors[q] / rows,
                absoluteErrors[q] / rows,
                variation > 0 ? 1 - squaredErrors[q] / variation : Double.NaN);
    }
}
