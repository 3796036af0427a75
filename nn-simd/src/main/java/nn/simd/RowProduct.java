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

/**
 * A row times a matrix, {@code c = s + a·B}: nothing of B is used twice, so it is read once, where it is stored. If it is stored
 * transposed, some columns at a time are turned first, so that vectors hold a step of neighbouring columns there, too.
 */
final class RowProduct {

    /** Columns that are turned at a time: a few vectors, whose chains need not wait for each other. */
    private static final int TURNED = 4 * Width.LANES;

    /** Computes the columns that fill no vector; its results have the same bits. */
    private static final MatrixKernel SCALAR = new ScalarKernel();

    private final PackedPanels turned = new PackedPanels();

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
    void run(
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
        if (bColumn == 1) {
            add(n, k, a, aFrom, aStep, b, bFrom, bRow, c, cFrom);
            return;
        }
        for (int j = 0; j < n; j += TURNED) {
            int columns = Math.min(TURNED, n - j);
            turned.packPanel(0, TURNED, columns, k, b, bFrom + j * bColumn, bColumn, bRow);
            if (columns == TURNED) {
                addTurned(k, a, aFrom, aStep, turned.panel(0), c, cFrom + j);
            } else {
                add(columns, k, a, aFrom, aStep, turned.panel(0), 0, TURNED, c, cFrom + j);
            }
        }
    }

    /** Adds a row times turned columns, four vectors at once, which stay in registers. */
    private static void addTurned(int k, float[] a, int aFrom, int aStep, float[] turned, float[] c, int cFrom) {
        FloatVector sum0 = fromArray(SPECIES, c, cFrom);
        FloatVector sum1 = fromArray(SPECIES, c, cFrom + Width.LANES);
        FloatVector sum2 = fromArray(SPECIES, c, cFrom + 2 * Width.LANES);
        FloatVector sum3 = fromArray(SPECIES, c, cFrom + 3 * Width.LANES);
        int at = aFrom;
        int row = 0;
        for (int p = 0; p < k; p++) {
            FloatVector factor = broadcast(SPECIES, a[at]);
            sum0 = factor.fma(fromArray(SPECIES, turned, row), sum0);
            sum1 = factor.fma(fromArray(SPECIES, turned, row + Width.LANES), sum1);
            sum2 = factor.fma(fromArray(SPECIES, turned, row + 2 * Width.LANES), sum2);
            sum3 = factor.fma(fromArray(SPECIES, turned, row + 3 * Width.LANES), sum3);
            at += aStep;
            row += TURNED;
        }
        ZERO.add(sum0).intoArray(c, cFrom);
        ZERO.add(sum1).intoArray(c, cFrom + Width.LANES);
        ZERO.add(sum2).intoArray(c, cFrom + 2 * Width.LANES);
        ZERO.add(sum3).intoArray(c, cFrom + 3 * Width.LANES);
    }

    /** {@code c = c + a·B}, with the elements of a row of B side by side. */
    private static void add(
            int n, int k, float[] a, int aFrom, int aStep, float[] b, int bFrom, int bRow, float[] c, int cFrom) {
        int whole = SPECIES.loopBound(n);
        if (whole > 0) {
            addRows(whole, k, a, aFrom, aStep, b, bFrom, bRow, c, cFrom);
        }
        if (whole < n) {
            int rest = n - whole;
            SCALAR.gemm(
                    YES, NO, 1, rest, k, a, aFrom, aStep, b, bFrom + whole, bRow, c, cFrom + whole, rest, ACCUMULATE);
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
