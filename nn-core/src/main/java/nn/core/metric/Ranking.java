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
    private final boolean[] lastOfTie;

    private Ranking(int[] rows, boolean[] positive, float[] scores) {
        this.rows = rows;
        this.positive = positive;
        this.scores = scores;
        lastOfTie = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            lastOfTie[i] = i == rows.length - 1 || scores[i + 1] != scores[i];
        }
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

    /** The number of rows. */
    int size() {
        return rows.length;
    }

    /** The row at a place, from 0 for one of the highest score. */
    int row(int place) {
        return rows[place];
    }

    /** Whether the row at a place is positive. */
    boolean isPositive(int place) {
        return positive[place];
    }

    /** The score of the row at a place. */
    float score(int place) {
        return scores[place];
    }

    /** Whether the next place has a lower score, or there is none: rows of equal score are above a threshold together. */
    boolean isLastOfTie(int place) {
        return lastOfTie[place];
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
