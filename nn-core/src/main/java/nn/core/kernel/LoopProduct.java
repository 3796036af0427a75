package nn.core.kernel;

/**
 * The product of {@link ScalarKernel}, in loops that C2 compiles to vectors. It does so only if it sees that no round of a loop
 * reads what another one writes, and of arrays that it cannot tell apart it sees that only where all are read and written at the
 * loop's own index. Hence rows of B and of C are copied to arrays of their own.
 */
final class LoopProduct {

    /** Columns and steps of a block of B, which takes 128 KB: the longer the loops over columns are, the less their ends count. */
    private static final int COLUMNS = 512;

    private static final int STEPS = 64;

    private final float[][] b = new float[STEPS][COLUMNS];
    private final float[] c0 = new float[COLUMNS];
    private final float[] c1 = new float[COLUMNS];

    /** {@code C = C + op(A)·op(B)}, each element one chain of fma over k in increasing order; the arguments are those of {@link MatrixKernel#gemm}. */
    void add(
            Transpose opA,
            Transpose opB,
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int lda,
            float[] bSource,
            int bFrom,
            int ldb,
            float[] c,
            int cFrom,
            int ldc) {
        int aRow = opA == Transpose.NO ? lda : 1;
        int aStep = opA == Transpose.NO ? 1 : lda;
        int bStep = opB == Transpose.NO ? ldb : 1;
        int bColumn = opB == Transpose.NO ? 1 : ldb;
        for (int column = 0; column < n; column += COLUMNS) {
            int columns = Math.min(COLUMNS, n - column);
            for (int step = 0; step < k; step += STEPS) {
                int steps = Math.min(STEPS, k - step);
                copy(bSource, bFrom + step * bStep + column * bColumn, bStep, bColumn, steps, columns);
                int from = aFrom + step * aStep;
                int i = 0;
                for (; i <= m - 2; i += 2) {
                    int row = cFrom + i * ldc + column;
                    addTwoRows(columns, steps, a, from + i * aRow, aRow, aStep, c, row, row + ldc);
                }
                if (i < m) {
                    addRow(columns, steps, a, from + i * aRow, aStep, c, cFrom + i * ldc + column);
                }
            }
        }
    }

    private void copy(float[] source, int from, int bStep, int bColumn, int steps, int columns) {
        for (int p = 0; p < steps; p++) {
            if (bColumn == 1) {
                System.arraycopy(source, from + p * bStep, b[p], 0, columns);
            } else {
                copyColumn(source, from + p * bStep, bColumn, b[p], columns);
            }
        }
    }

    private static void copyColumn(float[] source, int from, int stride, float[] target, int n) {
        for (int j = 0; j < n; j++) {
            target[j] = source[from + j * stride];
        }
    }

    private void addTwoRows(
            int n, int steps, float[] a, int aFrom, int aRow, int aStep, float[] c, int row0, int row1) {
        System.arraycopy(c, row0, c0, 0, n);
        System.arraycopy(c, row1, c1, 0, n);
        int p = 0;
        for (; p <= steps - 4; p += 4) {
            addFourSteps(n, a, aFrom + p * aStep, aRow, aStep, b[p], b[p + 1], b[p + 2], b[p + 3], c0, c1);
        }
        for (; p < steps; p++) {
            addStep(n, a[aFrom + p * aStep], b[p], c0);
            addStep(n, a[aFrom + aRow + p * aStep], b[p], c1);
        }
        System.arraycopy(c0, 0, c, row0, n);
        System.arraycopy(c1, 0, c, row1, n);
    }

    private void addRow(int n, int steps, float[] a, int aFrom, int aStep, float[] c, int row) {
        System.arraycopy(c, row, c0, 0, n);
        for (int p = 0; p < steps; p++) {
            addStep(n, a[aFrom + p * aStep], b[p], c0);
        }
        System.arraycopy(c0, 0, c, row, n);
    }

    private static void addFourSteps(
            int n,
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float[] c0,
            float[] c1) {
        float a00 = a[aFrom];
        float a01 = a[aFrom + aStep];
        float a02 = a[aFrom + 2 * aStep];
        float a03 = a[aFrom + 3 * aStep];
        float a10 = a[aFrom + aRow];
        float a11 = a[aFrom + aRow + aStep];
        float a12 = a[aFrom + aRow + 2 * aStep];
        float a13 = a[aFrom + aRow + 3 * aStep];
        for (int j = 0; j < n; j++) {
            c0[j] = Math.fma(a03, b3[j], Math.fma(a02, b2[j], Math.fma(a01, b1[j], Math.fma(a00, b0[j], c0[j]))));
            c1[j] = Math.fma(a13, b3[j], Math.fma(a12, b2[j], Math.fma(a11, b1[j], Math.fma(a10, b0[j], c1[j]))));
        }
    }

    private static void addStep(int n, float factor, float[] b, float[] c) {
        for (int j = 0; j < n; j++) {
            c[j] = Math.fma(factor, b[j], c[j]);
        }
    }
}
