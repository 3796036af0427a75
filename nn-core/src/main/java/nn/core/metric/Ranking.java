package nn.core.metric;

import java.util.Arrays;

/**
 * Positive and negative rows sorted by falling score. It is made once; curves and areas then are one pass for any weights of the
 * rows.
 */
public final class Ranking {

    private final int[] rows;
    private final boolean[] positive;
    private final float[] scores;

    private Ranking(int[] rows, boolean[] positive, float[] scores) {
        this.rows = rows;
        this.positive = positive;
        this.scores = scores;
    }

    /**
     * Sorts rows.
     *
     * @param positive which rows are positive
     * @param scores an array in which the scores stand; not NaN
     * @param from where that of the first row stands
     * @param stride how far that of the next row is from it
     */
    static Ranking of(boolean[] positive, float[] scores, int from, int stride) {
        int n = positive.length;
        long[] keys = new long[n];
        for (int row = 0; row < n; row++) {
            // Bits of floats, read as numbers, are in the order of the floats, but for the sign; zeros of both signs
            // are equal.
            int bits = Float.floatToIntBits(scores[from + row * stride] + 0f);
            int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
            keys[row] = ((long) ~ascending << 32) | row;
        }
        Arrays.sort(keys);
        int[] rows = new int[n];
        boolean[] sortedPositive = new boolean[n];
        float[] sortedScores = new float[n];
        for (int i = 0; i < n; i++) {
            rows[i] = (int) keys[i];
            sortedPositive[i] = positive[rows[i]];
            sortedScores[i] = scores[from + rows[i] * stride];
        }
        return new Ranking(rows, sortedPositive, sortedScores);
    }

    /** Receives what is at or above a threshold, from the highest threshold to the lowest. */
    @FunctionalInterface
    interface Step {
        /**
         * Takes the next threshold, at which all rows of the same score are added together.
         *
         * @param threshold the score
         * @param truePositives the weight of the positive rows with this score or a higher one
         * @param falsePositives the weight of the negative rows with this score or a higher one
         */
        void at(float threshold, double truePositives, double falsePositives);
    }

    /** Goes through all thresholds at which a row of some weight stands. */
    void walk(double[] weights, Step step) {
        double truePositives = 0;
        double falsePositives = 0;
        double added = 0;
        for (int i = 0; i < rows.length; i++) {
            double weight = weights[rows[i]];
            added += weight;
            if (positive[i]) {
                truePositives += weight;
            } else {
                falsePositives += weight;
            }
            boolean tied = i + 1 < rows.length && scores[i + 1] == scores[i];
            if (!tied && added > 0) {
                step.at(scores[i], truePositives, falsePositives);
                added = 0;
            }
        }
    }

    /** The weight of the positive rows. */
    double positives(double[] weights) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += positive[i] ? weights[rows[i]] : 0;
        }
        return sum;
    }
}
