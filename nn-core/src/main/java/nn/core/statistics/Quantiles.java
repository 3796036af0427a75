package nn.core.statistics;

/**
 * Quantiles of numbers that are sorted: with n of them the p-quantile is the one at position p(n − 1) from 0, between two of them
 * on the straight line. This is definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American
 * Statistician 50, 1996, and the default of NumPy and R.
 */
public final class Quantiles {

    private Quantiles() {}

    /**
     * The quantile of a fraction; the position is computed in whole numbers, so that a quantile that falls on one of the numbers is
     * that number.
     *
     * @param sorted ascending and finite; at least one
     * @param numerator from 0, the smallest number, to the denominator, the largest
     * @param denominator of the fraction, 1 or more
     */
    public static double of(double[] sorted, int numerator, int denominator) {
        long position = (long) numerator * (sorted.length - 1);
        int below = (int) (position / denominator);
        double fraction = (double) (position % denominator) / denominator;
        double low = sorted[below];
        if (fraction == 0) {
            return low;
        }
        double high = sorted[below + 1];
        double difference = high - low;
        if (difference == Double.POSITIVE_INFINITY) {
            return low * (1 - fraction) + high * fraction;
        }
        // Rounding must not lead beyond the neighbor: quantiles ascend.
        return Math.min(low + difference * fraction, high);
    }

    /** The quantile of one half. */
    public static double median(double[] sorted) {
        return of(sorted, 1, 2);
    }

    /** The difference of the quantiles of three and one quarters. */
    public static double interquartileRange(double[] sorted) {
        return of(sorted, 3, 4) - of(sorted, 1, 4);
    }
}
