package nn.core.metric;

/**
 * The share of the variance of a quantity that predictions explain.
 *
 * <pre>R² = 1 − Σ w (y − a)²/Σ w (y − ȳ)²      explained variance = 1 − Var(y − a)/Var(y)</pre>
 *
 * <p>The second does not count an error that all rows have in common. Both are at most 1, and not defined where y does not vary.
 */
final class R2 {

    private R2() {}

    static Statistic of(double[] actual, double[] predicted) {
        return weights -> {
            double errors = 0;
            for (int row = 0; row < actual.length; row++) {
                double error = actual[row] - predicted[row];
                errors += weights[row] * error * error;
            }
            return 1 - errors / variation(actual, weights);
        };
    }

    static Statistic explainedVariance(double[] actual, double[] predicted) {
        double[] errors = new double[actual.length];
        for (int row = 0; row < actual.length; row++) {
            errors[row] = actual[row] - predicted[row];
        }
        return weights -> {
            double ofTargets = variation(actual, weights);
            double ofErrors = variation(errors, weights);
            return 1 - (Double.isNaN(ofErrors) ? 0 : ofErrors) / ofTargets;
        };
    }

    /** Σ w (v − v̄)²; NaN where v does not vary, however its mean is rounded. */
    private static double variation(double[] values, double[] weights) {
        double mean = Statistic.mean(values).of(weights);
        double sum = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < values.length; row++) {
            if (weights[row] > 0) {
                double distance = values[row] - mean;
                sum += weights[row] * distance * distance;
                lowest = Math.min(lowest, values[row]);
                highest = Math.max(highest, values[row]);
            }
        }
        return lowest < highest ? sum : Double.NaN;
    }
}
