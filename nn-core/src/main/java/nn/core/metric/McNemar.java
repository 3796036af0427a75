package nn.core.metric;

import nn.core.statistics.NormalDistribution;

/**
 * Whether two models that were measured on the same rows are right equally often: of the rows in which only one of them is right,
 * each should have half (McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
 * Psychometrika 12, 1947). Rows in which both are right or both wrong say nothing about it.
 *
 * @param onlyFirst the number of rows in which the first model alone is right
 * @param onlySecond the number of rows in which the second model alone is right
 */
public record McNemar(int onlyFirst, int onlySecond) {

    /** Checks the counts. */
    public McNemar {
        if (Math.min(onlyFirst, onlySecond) < 0) {
            throw new IllegalArgumentException(
                    "onlyFirst is " + onlyFirst + " and onlySecond " + onlySecond + ", expected 0 or more.");
        }
    }

    /**
     * Counts rows; weights of rows play no part but that those of weight 0 are left out.
     *
     * @throws IllegalArgumentException if the rows do not have the same targets
     */
    public static McNemar of(ScoredClasses first, ScoredClasses second) {
        if (!first.hasTargetsOf(second)) {
            throw new IllegalArgumentException("The models were not measured on the same rows.");
        }
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int row = 0; row < first.rows(); row++) {
            boolean counts = first.weights()[row] > 0;
            onlyFirst += counts && first.isRight(row) && !second.isRight(row) ? 1 : 0;
            onlySecond += counts && second.isRight(row) && !first.isRight(row) ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond);
    }

    /**
     * The exact p: how likely a division as uneven as this, to either side, is by chance.
     *
     * <pre>p = min(1, 2 Σ_{k ≤ min(b, c)} C(n, k) 2⁻ⁿ)      n = b + c</pre>
     */
    public double exactP() {
        int n = onlyFirst + onlySecond;
        int fewer = Math.min(onlyFirst, onlySecond);
        double logarithm = -n * StrictMath.log(2);
        for (int i = 1; i <= fewer; i++) {
            logarithm += StrictMath.log((double) (n - fewer + i) / i);
        }
        double term = 1;
        double sum = 0;
        for (int k = fewer; k >= 0 && term > sum * 1e-17; k--) {
            sum += term;
            term *= (double) k / (n - k + 1);
        }
        return Math.min(1, 2 * StrictMath.exp(logarithm + StrictMath.log(sum)));
    }

    /** χ² with one degree of freedom and the correction for continuity of Edwards (1948): max(abs(b − c) − 1, 0)²/(b + c). */
    public double chiSquared() {
        if (onlyFirst + onlySecond == 0) {
            return 0;
        }
        double excess = Math.max(Math.abs(onlyFirst - onlySecond) - 1, 0);
        return excess * excess / ((double) onlyFirst + onlySecond);
    }

    /** The p that follows from χ², near the exact one when many rows differ. */
    public double chiSquaredP() {
        return NormalDistribution.complementaryError(Math.sqrt(chiSquared() / 2));
    }
}
