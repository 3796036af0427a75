package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.core.kernel.Store.ACCUMULATE;
import static nn.core.kernel.Transpose.NO;
import static nn.core.kernel.Transpose.YES;
import static nn.simd.Width.SPECIES;
import static nn.simd.Width.ZERO;

import jdk.incubator.vector.FloatVector;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.kernel.Transpose;

/**
 * A row times a matrix, {@code c = s + a·B}: nothing of B is used twice, so it is read once, where and as it is stored.
 */
final class RowProduct {

    /** Computes the columns that fill no vector, and all of them where B is stored transposed; its results have the same bits. */
    private static final MatrixKernel SCALAR = new ScalarKernel();

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
            c[cFrom + j] = start[startFrom + j * startColumn] + 0f;
        }
        int whole = bColumn == 1 ? SPECIES.loopBound(n) : 0;
        if (whole > 0) {
            addRows(whole, k, a, aFrom, aStep, b, bFrom, bRow, c, cFrom);
        }
        int rest = n - whole;
        if (rest > 0) {
            Transpose opB = bColumn == 1 ? NO : YES;
            int ldb = bColumn == 1 ? bRow : bColumn;
            SCALAR.gemm(
                    YES, opB, 1, rest, k, a, aFrom, aStep, b, bFrom + whole, ldb, c, cFrom + whole, rest, ACCUMULATE);
        }
    }

    private static void addRows(
            int n, int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bRow, float[] c, int cFrom) {
        int p = 0;
        for (; p <= k - 4; p += 4) {
            addFourRows(n, a, aFrom + p * aStep, aStep, b, bFrom + p * bRow, bRow, c, cFrom);
        }
        for (; p < k; p++) {
            addRow(n, a[aFrom + p * aStep], b, bFrom + p * bRow, c, cFrom);
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
        for (int j = 0; j < n; j += Width.LANES) {
            FloatVector sum = fromArray(SPECIES, c, cFrom + j);
            sum = broadcast(SPECIES, a0).fma(fromArray(SPECIES, b, bFrom + j), sum);
            sum = broadcast(SPECIES, a1).fma(fromArray(SPECIES, b, row1 + j), sum);
            sum = broadcast(SPECIES, a2).fma(fromArray(SPECIES, b, row2 + j), sum);
            sum = broadcast(SPECIES, a3).fma(fromArray(SPECIES, b, row3 + j), sum);
            ZERO.add(sum).intoArray(c, cFrom + j);
        }
    }

    private static void addRow(int n, float factor, float[] b, int bFrom, float[] c, int cFrom) {
        for (int j = 0; j < n; j += Width.LANES) {
            FloatVector sum = fromArray(SPECIES, c, cFrom + j);
            sum = broadcast(SPECIES, factor).fma(fromArray(SPECIES, b, bFrom + j), sum);
            ZERO.add(sum).intoArray(c, cFrom + j);
        }
    }
}
