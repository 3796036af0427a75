package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A row times a matrix, {@code c = s + a·B}: nothing of B is used twice, so it is read once, where and as it is stored.
 */
final class RowProduct {

    private RowProduct() {}

    /**
     * Multiplies.
     *
     * @param n columns of B
     * @param k length of the row
     * @param aStep distance in A from one k to the next
     * @param bRow distance in B from one k to the next; it or the next one is 1
     * @param bColumn distance in B from one column to the next
     * @param startColumn distance in S from one column to the next; S may be C
     */
    static void run(
            int n,
            int k,
            float[] a,
            int aFrom,
            int aStep,
            float[] b,
            int bFrom,
            int bRow,
            int bColumn,
            float[] start,
            int startFrom,
            int startColumn,
            float[] c,
            int cFrom) {
        for (int j = 0; j < n; j++) {
            c[cFrom + j] = start[startFrom + j * startColumn];
        }
        if (bColumn == 1) {
            int p = 0;
            for (; p <= k - 4; p += 4) {
                addFourRows(n, a, aFrom + p * aStep, aStep, b, bFrom + p * bRow, bRow, c, cFrom);
            }
            for (; p < k; p++) {
                addRow(n, a[aFrom + p * aStep], b, bFrom + p * bRow, c, cFrom);
            }
        } else {
            int j = 0;
            for (; j <= n - 4; j += 4) {
                addFourProducts(k, a, aFrom, aStep, b, bFrom + j * bColumn, bColumn, c, cFrom + j);
            }
            for (; j < n; j++) {
                addProduct(k, a, aFrom, aStep, b, bFrom + j * bColumn, c, cFrom + j);
            }
        }
    }

    /** Adds four rows of B at once, so that C is read and written a quarter as often. */
    private static void addFourRows(
            int n, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bRow, float[] c, int cFrom) {
        float a0 = a[aFrom];
        float a1 = a[aFrom + aStep];
        float a2 = a[aFrom + 2 * aStep];
        float a3 = a[aFrom + 3 * aStep];
        int row1 = bFrom + bRow;
        int row2 = row1 + bRow;
        int row3 = row2 + bRow;
        int j = 0;
        for (; j <= n - Width.LANES; j += Width.LANES) {
            FloatVector sum = fromArray(SPECIES, c, cFrom + j);
            sum = broadcast(SPECIES, a0).fma(fromArray(SPECIES, b, bFrom + j), sum);
            sum = broadcast(SPECIES, a1).fma(fromArray(SPECIES, b, row1 + j), sum);
            sum = broadcast(SPECIES, a2).fma(fromArray(SPECIES, b, row2 + j), sum);
            sum = broadcast(SPECIES, a3).fma(fromArray(SPECIES, b, row3 + j), sum);
            sum.intoArray(c, cFrom + j);
        }
        for (; j < n; j++) {
            float sum = Math.fma(a0, b[bFrom + j], c[cFrom + j]);
            sum = Math.fma(a1, b[row1 + j], sum);
            sum = Math.fma(a2, b[row2 + j], sum);
            c[cFrom + j] = Math.fma(a3, b[row3 + j], sum);
        }
    }

    private static void addRow(int n, float factor, float[] b, int bFrom, float[] c, int cFrom) {
        int j = 0;
        for (; j <= n - Width.LANES; j += Width.LANES) {
            FloatVector sum = fromArray(SPECIES, c, cFrom + j);
            broadcast(SPECIES, factor)
                    .fma(fromArray(SPECIES, b, bFrom + j), sum)
                    .intoArray(c, cFrom + j);
        }
        for (; j < n; j++) {
            c[cFrom + j] = Math.fma(factor, b[bFrom + j], c[cFrom + j]);
        }
    }

    /** Four chains at once, since one alone waits for each of its multiply-adds. */
    private static void addFourProducts(
            int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bColumn, float[] c, int cFrom) {
        int column1 = bFrom + bColumn;
        int column2 = column1 + bColumn;
        int column3 = column2 + bColumn;
        float sum0 = c[cFrom];
        float sum1 = c[cFrom + 1];
        float sum2 = c[cFrom + 2];
        float sum3 = c[cFrom + 3];
        for (int p = 0; p < k; p++) {
            float factor = a[aFrom + p * aStep];
            sum0 = Math.fma(factor, b[bFrom + p], sum0);
            sum1 = Math.fma(factor, b[column1 + p], sum1);
            sum2 = Math.fma(factor, b[column2 + p], sum2);
            sum3 = Math.fma(factor, b[column3 + p], sum3);
        }
        c[cFrom] = sum0;
        c[cFrom + 1] = sum1;
        c[cFrom + 2] = sum2;
        c[cFrom + 3] = sum3;
    }

    private static void addProduct(int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, float[] c, int cFrom) {
        float sum = c[cFrom];
        for (int p = 0; p < k; p++) {
            sum = Math.fma(a[aFrom + p * aStep], b[bFrom + p], sum);
        }
        c[cFrom] = sum;
    }
}
