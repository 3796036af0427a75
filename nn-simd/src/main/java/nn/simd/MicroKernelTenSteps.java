package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.LANES;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies rows of A, one after the other, with ten steps of two vectors of B that stay in registers: for 32 vector registers.
 *
 * <p>A tile of ten steps would take as long to be loaded and stored as to be multiplied. Here a row of C is two loads, twenty multiply-adds and
 * two stores, and the processor overlaps several rows by itself. Two rows at a time need more registers than there are, since C2 reads all values of A
 * before it uses them.
 */
final class MicroKernelTenSteps {

    /** Steps over k, no more and no less. */
    static final int STEPS = 10;

    private MicroKernelTenSteps() {}

    /**
     * {@code C = S + A·B} on two vectors of columns.
     *
     * @param rows how many
     * @param a A, whose rows lie in one piece
     * @param aRow distance in A from one row to the next
     * @param bStep distance in B from one k to the next
     * @param start S, in rows that are {@code startRow} apart: C itself, or one row for all with a distance of 0
     */
    static void run(
            int rows,
            float[] a,
            int aFrom,
            int aRow,
            float[] b,
            int bFrom,
            int bStep,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int ldc) {
        int bp = bFrom;
        FloatVector left0 = fromArray(SPECIES, b, bp);
        FloatVector right0 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left1 = fromArray(SPECIES, b, bp);
        FloatVector right1 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left2 = fromArray(SPECIES, b, bp);
        FloatVector right2 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left3 = fromArray(SPECIES, b, bp);
        FloatVector right3 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left4 = fromArray(SPECIES, b, bp);
        FloatVector right4 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left5 = fromArray(SPECIES, b, bp);
        FloatVector right5 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left6 = fromArray(SPECIES, b, bp);
        FloatVector right6 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left7 = fromArray(SPECIES, b, bp);
        FloatVector right7 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left8 = fromArray(SPECIES, b, bp);
        FloatVector right8 = fromArray(SPECIES, b, bp + LANES);
        bp += bStep;
        FloatVector left9 = fromArray(SPECIES, b, bp);
        FloatVector right9 = fromArray(SPECIES, b, bp + LANES);
        int ap = aFrom;
        int s = startFrom;
        int t = cFrom;
        for (int i = 0; i < rows; i++) {
            FloatVector left = fromArray(SPECIES, start, s);
            FloatVector right = fromArray(SPECIES, start, s + LANES);
            FloatVector a0 = broadcast(SPECIES, a[ap]);
            left = a0.fma(left0, left);
            right = a0.fma(right0, right);
            FloatVector a1 = broadcast(SPECIES, a[ap + 1]);
            left = a1.fma(left1, left);
            right = a1.fma(right1, right);
            FloatVector a2 = broadcast(SPECIES, a[ap + 2]);
            left = a2.fma(left2, left);
            right = a2.fma(right2, right);
            FloatVector a3 = broadcast(SPECIES, a[ap + 3]);
            left = a3.fma(left3, left);
            right = a3.fma(right3, right);
            FloatVector a4 = broadcast(SPECIES, a[ap + 4]);
            left = a4.fma(left4, left);
            right = a4.fma(right4, right);
            FloatVector a5 = broadcast(SPECIES, a[ap + 5]);
            left = a5.fma(left5, left);
            right = a5.fma(right5, right);
            FloatVector a6 = broadcast(SPECIES, a[ap + 6]);
            left = a6.fma(left6, left);
            right = a6.fma(right6, right);
            FloatVector a7 = broadcast(SPECIES, a[ap + 7]);
            left = a7.fma(left7, left);
            right = a7.fma(right7, right);
            FloatVector a8 = broadcast(SPECIES, a[ap + 8]);
            left = a8.fma(left8, left);
            right = a8.fma(right8, right);
            FloatVector a9 = broadcast(SPECIES, a[ap + 9]);
            left = a9.fma(left9, left);
            right = a9.fma(right9, right);
            ZERO.add(left).intoArray(c, t);
            ZERO.add(right).intoArray(c, t + LANES);
            ap += aRow;
            s += startRow;
            t += ldc;
        }
    }
}
