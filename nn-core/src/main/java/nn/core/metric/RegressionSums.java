package nn.core.metric;

/** Adds up what a {@link RegressionEvaluation} is made of, prediction by prediction. */
public final class RegressionSums {

    private final int quantities;
    private final double[] mean;
    private final double[] variation;
    private final double[] squaredErrors;
    private double absoluteErrors;
    private int rows;

    /** Starts with nothing for a number of quantities per row. */
    public RegressionSums(int quantities) {
        this.quantities = quantities;
        mean = new double[quantities];
        variation = new double[quantities];
        squaredErrors = new double[quantities];
    }

    /**
     * Adds a row.
     *
     * @param predicted one value for each quantity
     * @param actual the true values
     */
    public void add(double[] predicted, double[] actual) {
        rows++;
        for (int q = 0; q < quantities; q++) {
            double error = predicted[q] - actual[q];
            squaredErrors[q] += error * error;
            absoluteErrors += Math.abs(error);
            double before = actual[q] - mean[q];
            mean[q] += before / rows;
            variation[q] += before * (actual[q] - mean[q]);
        }
    }

    /** What came out for the rows added so far; R² is averaged over the quantities that vary, each with its own variance. */
    public RegressionEvaluation evaluation(double loss) {
        double squares = 0;
        double r2 = 0;
        int varying = 0;
        for (int q = 0; q < quantities; q++) {
            squares += squaredErrors[q];
            if (variation[q] > 0) {
                r2 += 1 - squaredErrors[q] / variation[q];
                varying++;
            }
        }
        double values = (double) rows * quantities;
        return new RegressionEvaluation(
                rows, loss, squares / values, absoluteErrors / values, varying > 0 ? r2 / varying : Double.NaN);
    }
}
