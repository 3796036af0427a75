package nn.core.metric;

/** A figure of given rows as a function of how much each row counts; resamples are nothing but other weights. */
@FunctionalInterface
public interface Statistic {

    /**
     * The figure.
     *
     * @param weights one for each row, 0 or more; not modified
     * @return NaN where the figure is not defined
     */
    double of(double[] weights);

    /** The mean of one number per row. */
    static Statistic mean(double[] values) {
        return weights -> {
            double sum = 0;
            double all = 0;
            for (int row = 0; row < values.length; row++) {
                sum += weights[row] * values[row];
                all += weights[row];
            }
            return sum / all;
        };
    }
}
