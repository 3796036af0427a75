package nn.core.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * How good predicted numbers are, in the units of the targets. With several quantities it is the mean over those for which the
 * figure is defined.
 */
public enum ValueMetric implements Metric {
    /** The share of the variance that is explained. */
    R2("a target that varies", nn.core.metric.R2::of),
    /** The share of the variance that is explained when an error common to all rows does not count. */
    EXPLAINED_VARIANCE("a target that varies", nn.core.metric.R2::explainedVariance),
    /** The root of the mean squared error. */
    RMSE("", (actual, predicted) -> root(mean(actual, predicted, (y, a) -> (y - a) * (y - a)))),
    /** The mean squared error. */
    MSE("", (actual, predicted) -> mean(actual, predicted, (y, a) -> (y - a) * (y - a))),
    /** The mean absolute error. */
    MAE("", (actual, predicted) -> mean(actual, predicted, (y, a) -> Math.abs(y - a))),
    /** The median of the absolute errors. */
    MEDIAN_ABSOLUTE_ERROR("", (actual, predicted) -> new WeightedMedian(absoluteErrors(actual, predicted))),
    /** The largest absolute error. */
    MAX_ERROR("", (actual, predicted) -> largest(absoluteErrors(actual, predicted))),
    /** The mean absolute error relative to the target, as a share. */
    MAPE("targets other than 0", ValueMetric::relativeErrors);

    private final String needs;

    @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
    private final BiFunction<double[], double[], Statistic> figure;

    ValueMetric(String needs, BiFunction<double[], double[], Statistic> figure) {
        this.needs = needs;
        this.figure = figure;
    }

    @Override
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean higherIsBetter() {
        return this == R2 || this == EXPLAINED_VARIANCE;
    }

    @Override
    public String needs() {
        return needs;
    }

    @Override
    public boolean isShareOfRows() {
        return false;
    }

    @Override
    public boolean hasInterval() {
        return this != MAX_ERROR;
    }

    @Override
    public Statistic on(ScoredRows rows) {
        if (!(rows instanceof ScoredValues values)) {
            throw new IllegalArgumentException(key() + " is a metric of numbers, and the rows have none.");
        }
        Statistic[] each = IntStream.range(0, values.quantities().size())
                .mapToObj(values::quantity)
                .map(quantity -> figure.apply(quantity.actual(), quantity.predicted()))
                .toArray(Statistic[]::new);
        return weights -> Arrays.stream(each)
                .mapToDouble(statistic -> statistic.of(weights))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static Statistic mean(double[] actual, double[] predicted, DoubleBinaryOperator error) {
        double[] errors = new double[actual.length];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = error.applyAsDouble(actual[row], predicted[row]);
        }
        return Statistic.mean(errors);
    }

    private static Statistic root(Statistic statistic) {
        return weights -> Math.sqrt(statistic.of(weights));
    }

    private static double[] absoluteErrors(double[] actual, double[] predicted) {
        double[] errors = new double[actual.length];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = Math.abs(actual[row] - predicted[row]);
        }
        return errors;
    }

    private static Statistic largest(double[] errors) {
        return weights -> {
            double largest = 0;
            for (int row = 0; row < errors.length; row++) {
                largest = weights[row] > 0 ? Math.max(largest, errors[row]) : largest;
            }
            return largest;
        };
    }

    /** The mean of abs(y − a)/abs(y); NaN where a y is 0. */
    private static Statistic relativeErrors(double[] actual, double[] predicted) {
        Statistic mean = mean(actual, predicted, (y, a) -> y == 0 ? 0 : Math.abs((y - a) / y));
        return weights -> {
            for (int row = 0; row < actual.length; row++) {
                if (actual[row] == 0 && weights[row] > 0) {
                    return Double.NaN;
                }
            }
            return mean.of(weights);
        };
    }
}
