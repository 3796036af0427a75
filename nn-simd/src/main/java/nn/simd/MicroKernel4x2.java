package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies a panel of A with a panel of B into one tile of C, 4 rows by 2 vectors: for 16 vector registers.
 *
 * <p>Eight chains are what two multiply-adds per cycle of four cycles each need. More rows look better on paper, but C2 reads
 * all values of A before it uses them; with 5 or 6 rows that is one register too many, a chain goes through memory, and the
 * speed halves.
 */
final class MicroKernel4x2 {

    /** Rows of the tile. */
    static final int MR = 4;

    private MicroKernel4x2() {}

    /**
     * {@code C = S + A·B} on one tile.
     *
     * @param count of steps
     * @param a the panel of A, from index 0 on
     * @param rows for each step where the row of B is that it multiplies, counted from {@code bFrom}
     * @param start S, in rows that are {@code startRow} apart: C itself, or one row for all with a distance of 0
     */
    static void run(
            int count,
            float[] a,
            int[] rows,
            float[] b,
            int bFrom,
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
        for (int i = 0; i < count; i++) {
            int ap = i * MR;
            int bp = bFrom + rows[i];
            FloatVector bLeft = fromArray(SPECIES, b, bp);
            FloatVector bRight = fromArray(SPECIES, b, bp + Width.LANES);
            FloatVector ai = broadcast(SPECIES, a[ap]);
            left0 = ai.fma(bLeft, left0);
            right0 = ai.fma(bRight, right0);
            ai = broadcast(SPECIES, a[ap + 1]);
            left1 = ai.fma(bLeft, left1);
            right1 = ai.fma(bRight, right1);
            ai = broadcast(SPECIES, a[ap + 2]);
            left2 = ai.fma(bLeft, left2);
            right2 = ai.fma(bRight, right2);
            ai = broadcast(SPECIES, a[ap + 3]);
            left3 = ai.fma(bLeft, left3);
            right3 = ai.fma(bRight, right3);
        }
        int t = cFrom;
        ZERO.add(left0).intoArray(c, t);
        ZERO.add(right0).intoArray(c, t + Width.LANES);
        t += ldc;
        ZERO.add(left1).intoArray(c, t);
        ZERO.add(right1).intoArray(c, t + Width.LANES);
        t += ldc;
        ZERO.add(left2).intoArray(c, t);
        ZERO.add(right2).intoArray(c, t + Width.LANES);
        t += ldc;
        ZERO.add(left3).intoArray(c, t);
        ZERO.add(right3).intoArray(c, t + Width.LANES);
    }
}
