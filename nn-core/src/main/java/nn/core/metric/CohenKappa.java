package nn.core.metric;

/**
 * Agreement beyond chance (Cohen, "A coefficient of agreement for nominal scales", 1960).
 *
 * <pre>κ = (p_o − p_e)/(1 − p_e)      p_o = Σ_c r_c/W      p_e = Σ_c a_c b_c/W²</pre>
 *
 * <p>a and b are the margins of the confusion matrix, r its diagonal, W the sum of all.
 */
public final class CohenKappa {

    private CohenKappa() {}

    /** κ, at most 1, and 0 by chance; NaN if all rows are of one class and predicted as it. */
    public static double of(ClassCounts counts) {
        double all = counts.all();
        double byChance = 0; // a_c (W − b_c), which is exactly 0 where everything is in one class
        for (int c = 0; c < counts.classes(); c++) {
            byChance += counts.actual()[c] * (all - counts.predicted()[c]);
        }
        return 1 - (all - counts.allRight()) * all / byChance;
    }
}
