package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;

/** {@link MicroKernelTenSteps} with one vector of B, for the last columns. */
final class MicroKernelTenSteps1 {

    private MicroKernelTenSteps1() {}

    /**
     * {@code C = S + A·B} on one vector of columns.
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
        FloatVector b0 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b1 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b2 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b3 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b4 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b5 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b6 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b7 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b8 = fromArray(SPECIES, b, bp);
        bp += bStep;
        FloatVector b9 = fromArray(SPECIES, b, bp);
        int ap = aFrom;
        int s = startFrom;
        int t = cFrom;
        for (int i = 0; i < rows; i++) {
            FloatVector sum = fromArray(SPECIES, start, s);
            FloatVector a0 = broadcast(SPECIES, a[ap]);
            sum = a0.fma(b0, sum);
            FloatVector a1 = broadcast(SPECIES, a[ap + 1]);
            sum = a1.fma(b1, sum);
            FloatVector a2 = broadcast(SPECIES, a[ap + 2]);
            sum = a2.fma(b2, sum);
            FloatVector a3 = broadcast(SPECIES, a[ap + 3]);
            sum = a3.fma(b3, sum);
            FloatVector a4 = broadcast(SPECIES, a[ap + 4]);
            sum = a4.fma(b4, sum);
            FloatVector a5 = broadcast(SPECIES, a[ap + 5]);
            sum = a5.fma(b5, sum);
            FloatVector a6 = broadcast(SPECIES, a[ap + 6]);
            sum = a6.fma(b6, sum);
            FloatVector a7 = broadcast(SPECIES, a[ap + 7]);
            sum = a7.fma(b7, sum);
            FloatVector a8 = broadcast(SPECIES, a[ap + 8]);
            sum = a8.fma(b8, sum);
            FloatVector a9 = broadcast(SPECIES, a[ap + 9]);
            sum = a9.fma(b9, sum);
            ZERO.add(sum).intoArray(c, t);
            ap += aRow;
            s += startRow;
            t += ldc;
        }
    }
}
