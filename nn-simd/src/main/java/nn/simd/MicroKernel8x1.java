package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies eight rows of A, read where they are, with a panel of B into one tile of C, 8 rows by one vector: for products
 * with few columns, and for the last columns of others. An element of A is used once, so that a copy would not pay.
 */
final class MicroKernel8x1 {

    /** Rows of the tile. */
    static final int MR = 8;

    private MicroKernel8x1() {}

    /**
     * {@code C = S + A·B} on one tile.
     *
     * @param kc length of the rows of A and of the columns of B
     * @param aRow distance in A from one row to the next
     * @param aStep distance in A from one k to the next
     * @param bStep distance in B from one k to the next
     * @param start S, in rows that are {@code startRow} apart: C itself, or one row for all with a distance of 0
     */
    static void run(
            int kc,
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
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
        FloatVector row0 = fromArray(SPECIES, start, s);
        s += startRow;
        FloatVector row1 = fromArray(SPECIES, start, s);
        s += startRow;
        FloatVector row2 = fromArray(SPECIES, start, s);
        s += startRow;
        FloatVector row3 = fromArray(SPECIES, start, s);
        s += startRow;
        FloatVector row4 = fromArray(SPECIES, start, s);
        s += startRow;
        FloatVector row5 = fromArray(SPECIES, start, s);
        s += startRow;
        FloatVector row6 = fromArray(SPECIES, start, s);
        s += startRow;
        FloatVector row7 = fromArray(SPECIES, start, s);
        int a1 = aRow;
        int a2 = 2 * aRow;
        int a3 = 3 * aRow;
        int a4 = 4 * aRow;
        int a5 = 5 * aRow;
        int a6 = 6 * aRow;
        int a7 = 7 * aRow;
        int ap = aFrom;
        int bp = bFrom;
        for (int p = 0; p < kc; p++) {
            FloatVector bp0 = fromArray(SPECIES, b, bp);
            row0 = broadcast(SPECIES, a[ap]).fma(bp0, row0);
            row1 = broadcast(SPECIES, a[ap + a1]).fma(bp0, row1);
            row2 = broadcast(SPECIES, a[ap + a2]).fma(bp0, row2);
            row3 = broadcast(SPECIES, a[ap + a3]).fma(bp0, row3);
            row4 = broadcast(SPECIES, a[ap + a4]).fma(bp0, row4);
            row5 = broadcast(SPECIES, a[ap + a5]).fma(bp0, row5);
            row6 = broadcast(SPECIES, a[ap + a6]).fma(bp0, row6);
            row7 = broadcast(SPECIES, a[ap + a7]).fma(bp0, row7);
            ap += aStep;
            bp += bStep;
        }
        int t = cFrom;
        ZERO.add(row0).intoArray(c, t);
        t += ldc;
        ZERO.add(row1).intoArray(c, t);
        t += ldc;
        ZERO.add(row2).intoArray(c, t);
        t += ldc;
        ZERO.add(row3).intoArray(c, t);
        t += ldc;
        ZERO.add(row4).intoArray(c, t);
        t += ldc;
        ZERO.add(row5).intoArray(c, t);
        t += ldc;
        ZERO.add(row6).intoArray(c, t);
        t += ldc;
        ZERO.add(row7).intoArray(c, t);
    }
}
