package nn.core.metric;

/**
 * The mean of −ln p of what came true. A probability of 0 stands for one below the smallest {@code float}, 2⁻¹⁴⁹, and is taken as
 * that: what can never happen and does costs 103.3, not infinitely much.
 */
public final class LogLoss {

    private LogLoss() {}

    /** −ln p of the true class of each row. */
    public static double[] ofRows(ScoredClasses rows) {
        double[] losses = new double[rows.rows()];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = of(rows.score(row, rows.labels()[row]));
        }
        return losses;
    }

    /** The mean over the labels of −ln p, or −ln(1 − p) where the label does not apply, of each row. */
    public static double[] ofRows(ScoredLabels rows) {
        int labels = rows.labels().size();
        double[] losses = new double[rows.rows()];
        for (int i = 0; i < rows.actual().length; i++) {
            double p = rows.probabilities()[i];
            losses[i / labels] += of(rows.actual()[i] ? p : 1 - p) / labels;
        }
        return losses;
    }

    private static double of(double probability) {
        return -StrictMath.log(Math.max(probability, Float.MIN_VALUE));
    }
}
