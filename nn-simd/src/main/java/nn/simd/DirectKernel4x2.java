package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies four rows of A, read where they are, with a panel of B into one tile of C, 4 rows by 2 vectors: for products
 * with so few columns that copying A costs more than reading it four times as scattered.
 */
final class DirectKernel4x2 {

    /** Rows of the tile. */
    static final int MR = 4;

    private DirectKernel4x2() {}

    /**
     * {@code C = S + A·B} on one tile.
     *
     * @param kc length of the rows of A and of the panel
     * @param lda distance of two rows of A
     * @param bStep distance in B from one k to the next
     * @param start S, in rows that are {@code startRow} apart: C itself, or one row for all with a distance of 0
     */
    static void run(
            int kc,
            float[] a,
            int aFrom,
            int lda,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        int s = startFrom;
        FloatVector left0 = fromArray(SPECIES, start, s);
        FloatVector right0 = fromArray(SPECIES, start, s + Width.LANES);
        s += startRow;
        FloatVector left1 = fromArray(SPECIES, start, s);
        FloatVector right1 = fromArray(SPECIES, start, s + Width.LANES);
        s += startRow;
        FloatVector left2 = fromArray(SPECIES, start, s);
        FloatVector right2 = fromArray(SPECIES, start, s + Width.LANES);
        s += startRow;
        FloatVector left3 = fromArray(SPECIES, start, s);
        FloatVector right3 = fromArray(SPECIES, start, s + Width.LANES);
        int row1 = aFrom + lda;
        int row2 = row1 + lda;
        int row3 = row2 + lda;
        int bp = bFrom;
        for (int p = 0; p < kc; p++) {
            FloatVector bLeft = fromArray(SPECIES, b, bp);
            FloatVector bRight = fromArray(SPECIES, b, bp + Width.LANES);
            FloatVector ai = broadcast(SPECIES, a[aFrom + p]);
            left0 = ai.fma(bLeft, left0);
            right0 = ai.fma(bRight, right0);
            ai = broadcast(SPECIES, a[row1 + p]);
            left1 = ai.fma(bLeft, left1);
            right1 = ai.fma(bRight, right1);
            ai = broadcast(SPECIES, a[row2 + p]);
            left2 = ai.fma(bLeft, left2);
            right2 = ai.fma(bRight, right2);
            ai = broadcast(SPECIES, a[row3 + p]);
            left3 = ai.fma(bLeft, left3);
            right3 = ai.fma(bRight, right3);
            bp += bStep;
        }
        int t = cFrom;
        left0.intoArray(c, t);
        right0.intoArray(c, t + Width.LANES);
        t += ldc;
        left1.intoArray(c, t);
        right1.intoArray(c, t + Width.LANES);
        t += ldc;
        left2.intoArray(c, t);
        right2.intoArray(c, t + Width.LANES);
        t += ldc;
        left3.intoArray(c, t);
        right3.intoArray(c, t + Width.LANES);
    }
}
