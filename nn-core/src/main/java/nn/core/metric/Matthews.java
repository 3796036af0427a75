package nn.core.metric;

/**
 * The correlation of predicted and true classes (Matthews 1975; for several classes Gorodkin, "Comparing two K-category assignments
 * by a K-category correlation coefficient", 2004, equation 8).
 *
 * <pre>R = (r W − Σ_c a_c b_c)/√((W² − Σ a_c²)(W² − Σ b_c²))</pre>
 *
 * <p>a and b are the margins of the confusion matrix, r the sum of its diagonal, W the sum of all.
 */
public final class Matthews {

    private Matthews() {}

    /** The coefficient in [−1, 1]; NaN if all rows are of one class or all are predicted as one. */
    public static double of(ClassCounts counts) {
        double all = counts.all();
        double covariance = counts.allRight() * all;
        for (int c = 0; c < counts.classes(); c++) {
            covariance -= counts.actual()[c] * counts.predicted()[c];
        }
        return covariance / Math.sqrt(spread(counts.actual()) * spread(counts.predicted()));
    }

    /** W² − Σ a_c² as 2Σ_{c<d} a_c a_d, which is exactly 0 where one class has everything. */
    private static double spread(double[] margin) {
        double sum = 0;
        double before = 0;
        for (double weight : margin) {
            sum += 2 * weight * before;
            before += weight;
        }
        return sum;
    }
}
