package nn.core.statistics;

/**
 * Mean and variance of numbers that come one after the other, without cancellation for numbers far from 0.
 *
 * <pre>μ ← μ + (x − μ)/n      S ← S + (x − μ_before)(x − μ)      σ² = S/n</pre>
 *
 * <p>Source: Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4, 1962. The order
 * of the operations is part of what models of the same seed have in common.
 */
public final class RunningMoments {

    private int count;
    private double mean;
    private double variation;

    /** Starts without any number. */
    public RunningMoments() {}

    /**
     * Makes one for each of several quantities.
     *
     * @param quantities how many
     */
    public static RunningMoments[] array(int quantities) {
        RunningMoments[] moments = new RunningMoments[quantities];
        for (int i = 0; i < quantities; i++) {
            moments[i] = new RunningMoments();
        }
        return moments;
    }

    /** Adds a number. */
    public void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        variation += before * (value - mean);
    }

    /** How many numbers were added. */
    public int count() {
        return count;
    }

    /** The mean; 0 before there is any number. */
    public double mean() {
        return mean;
    }

    /** S, the sum of the squared differences from the mean. */
    public double variation() {
        return variation;
    }

    /** σ, the standard deviation with n in the denominator of σ²; 0 before there is any number. */
    public double deviation() {
        return Math.sqrt(variation / Math.max(1, count));
    }
}
