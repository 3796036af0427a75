package nn.core.statistics;

/** The standard normal distribution in double precision; the relative error of the tails is below 10⁻¹². */
public final class NormalDistribution {

    /** Where the series of erf and the continued fraction of erfc are both exact enough. */
    private static final double MIDDLE = 2.5;

    private static final int FRACTIONS = 80;

    private NormalDistribution() {}

    /** Φ(x), the probability of a value up to x. */
    public static double probabilityUpTo(double x) {
        double tail = complementaryError(Math.abs(x) / Math.sqrt(2)) / 2;
        return x > 0 ? 1 - tail : tail;
    }

    /**
     * erfc(x) for x of 0 or more: 1 minus the series of erf, further out the continued fraction (Abramowitz and Stegun, 7.1.6 and
     * 7.1.14).
     */
    public static double complementaryError(double x) {
        double density = StrictMath.exp(-x * x) / Math.sqrt(Math.PI);
        if (x < MIDDLE) {
            double term = x;
            double sum = x;
            for (int n = 1; term > sum * 1e-17; n++) {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 1 - 2 * density * sum;
        }
        double fraction = x;
        for (int n = FRACTIONS; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return density / fraction;
    }
}
