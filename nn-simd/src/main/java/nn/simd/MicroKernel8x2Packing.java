package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * {@link MicroKernel8x2} for the first tile that reads a panel of B: it reads B where it is, and leaves the packed panel behind for
 * the tiles that follow. The loads that miss the first-level cache and the stores go on beside the multiply-adds.
 */
final class MicroKernel8x2Packing {

    private static final int MR = MicroKernel8x2.MR;
    private static final int RATIO = BlockSizes.NR / MR;

    private MicroKernel8x2Packing() {}

    /**
     * {@code C = S + A·B} on one tile.
     *
     * @param kc length of the panels
     * @param a the panel of A, from index 0 on
     * @param bStep distance in B from one k to the next
     * @param packed where the panel of B goes, from index 0 on
     * @param start S, in rows that are {@code startRow} apart: C itself, or one row for all with a distance of 0
     */
    static void run(
            int kc,
            float[] a,
            float[] b,
            int bFrom,
            int bStep,
            float[] packed,
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
        int bp = bFrom;
        for (int ap = 0; ap < kc * MR; ap += MR) {
            FloatVector bLeft = fromArray(SPECIES, b, bp);
            FloatVector bRight = fromArray(SPECIES, b, bp + Width.LANES);
            bLeft.intoArray(packed, ap * RATIO);
            bRight.intoArray(packed, ap * RATIO + Width.LANES);
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
            bp += bStep;
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
