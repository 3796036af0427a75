package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * {@link MicroKernel8x2} for a panel of A that has only some of the steps; each says which row of B it multiplies.
 *
 * <p>To find a row of B costs five instructions more than to step through it, a sixth of the time on a processor that has
 * another thread to serve, so that dense panels have a kernel of their own.
 */
final class MicroKernel8x2Sparse {

    private static final int MR = MicroKernel8x2.MR;

    private MicroKernel8x2Sparse() {}

    /**
     * {@code C = S + A·B} on one tile.
     *
     * @param count of steps
     * @param a the panel of A, from index 0 on
     * @param rows for each step where the row of B is that it multiplies
     * @param start S, in rows that are {@code startRow} apart: C itself, or one row for all with a distance of 0
     */
    static void run(
            int count,
            float[] a,
            int[] rows,
            float[] b,
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
        s += startRow;
        FloatVector left4 = fromArray(SPECIES, start, s);
        FloatVector right4 = fromArray(SPECIES, start, s + Width.LANES);
        s += startRow;
        FloatVector left5 = fromArray(SPECIES, start, s);
        FloatVector right5 = fromArray(SPECIES, start, s + Width.LANES);
        s += startRow;
        FloatVector left6 = fromArray(SPECIES, start, s);
        FloatVector right6 = fromArray(SPECIES, start, s + Width.LANES);
        s += startRow;
        FloatVector left7 = fromArray(SPECIES, start, s);
        FloatVector right7 = fromArray(SPECIES, start, s + Width.LANES);
        for (int i = 0; i < count; i++) {
            int ap = i * MR;
            int bp = rows[i];
            FloatVector bLeft = fromArray(SPECIES, b, bp);
            FloatVector bRight = fromArray(SPECIES, b, bp + Width.LANES);
            FloatVector ai;
            ai = broadcast(SPECIES, a[ap]);
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
            ai = broadcast(SPECIES, a[ap + 4]);
            left4 = ai.fma(bLeft, left4);
            right4 = ai.fma(bRight, right4);
            ai = broadcast(SPECIES, a[ap + 5]);
            left5 = ai.fma(bLeft, left5);
            right5 = ai.fma(bRight, right5);
            ai = broadcast(SPECIES, a[ap + 6]);
            left6 = ai.fma(bLeft, left6);
            right6 = ai.fma(bRight, right6);
            ai = broadcast(SPECIES, a[ap + 7]);
            left7 = ai.fma(bLeft, left7);
            right7 = ai.fma(bRight, right7);
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
        t += ldc;
        ZERO.add(left4).intoArray(c, t);
        ZERO.add(right4).intoArray(c, t + Width.LANES);
        t += ldc;
        ZERO.add(left5).intoArray(c, t);
        ZERO.add(right5).intoArray(c, t + Width.LANES);
        t += ldc;
        ZERO.add(left6).intoArray(c, t);
        ZERO.add(right6).intoArray(c, t + Width.LANES);
        t += ldc;
        ZERO.add(left7).intoArray(c, t);
        ZERO.add(right7).intoArray(c, t + Width.LANES);
    }
}
