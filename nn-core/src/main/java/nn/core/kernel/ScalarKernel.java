package nn.core.kernel;

import java.util.Arrays;
import java.util.Optional;
import nn.core.spi.Registry;
import nn.core.spi.Settings;

/**
 * The kernel in plain Java: the contract of {@link MatrixKernel} written down as loops. It runs everywhere, and the other
 * kernels are tested against it.
 */
public final class ScalarKernel implements MatrixKernel {

    /** Makes the scalar kernel, which is always available. */
    public static final class Provider implements MatrixKernelProvider {

        /** Called by the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Optional<String> unavailableBecause() {
            return Optional.empty();
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public ScalarKernel create(Settings settings, Registry registry) {
            settings.requireEmpty();
            return new ScalarKernel();
        }
    }

    private static final String NAME = "scalar";

    /** Makes a kernel; it has no state. */
    public ScalarKernel() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "scalar, plain Java";
    }

    @Override
    public void gemm(
            Transpose opA,
            Transpose opB,
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int lda,
            float[] b,
            int bFrom,
            int ldb,
            float[] c,
            int cFrom,
            int ldc,
            Store store) {
        int aRowStride = opA == Transpose.NO ? lda : 1;
        int aColumnStride = opA == Transpose.NO ? 1 : lda;
        for (int i = 0; i < m; i++) {
            int row = cFrom + i * ldc;
            if (store == Store.OVERWRITE) {
                Arrays.fill(c, row, row + n, 0);
            }
            addRowTimesMatrix(opB, n, k, a, aFrom + i * aRowStride, aColumnStride, b, bFrom, ldb, c, row);
        }
    }

    @Override
    public void affine(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int lda,
            float[] w,
            int wFrom,
            int ldw,
            float[] bias,
            int biasFrom,
            float[] z,
            int zFrom,
            int ldz) {
        for (int i = 0; i < m; i++) {
            int row = zFrom + i * ldz;
            System.arraycopy(bias, biasFrom, z, row, n);
            addRowTimesMatrix(Transpose.NO, n, k, a, aFrom + i * lda, 1, w, wFrom, ldw, z, row);
        }
    }

    /** Adds a row of op(A) times op(B) to a row of C; the inner loop follows the rows of B as they are stored. */
    private static void addRowTimesMatrix(
            Transpose opB,
            int n,
            int k,
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int ldb,
            float[] c,
            int cFrom) {
        if (opB == Transpose.NO) {
            int p = 0;
            for (; p <= k - 4; p += 4) {
                addFourScaled(a, aFrom + p * aStride, aStride, b, bFrom + p * ldb, ldb, c, cFrom, n);
            }
            for (; p < k; p++) {
                addScaled(a[aFrom + p * aStride], b, bFrom + p * ldb, c, cFrom, n);
            }
        } else {
            int j = 0;
            for (; j <= n - 4; j += 4) {
                addFourProducts(k, a, aFrom, aStride, b, bFrom + j * ldb, ldb, c, cFrom + j);
            }
            for (; j < n; j++) {
                c[cFrom + j] = addProducts(c[cFrom + j], a, aFrom, aStride, b, bFrom + j * ldb, k);
            }
        }
        for (int j = 0; j < n; j++) {
            c[cFrom + j] += 0f; // −0 becomes +0
        }
    }

    /** Adds four scaled rows of B to a row of C, so that C is read and written a quarter as often. */
    private static void addFourScaled(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int ldb, float[] c, int cFrom, int n) {
        float a0 = a[aFrom];
        float a1 = a[aFrom + aStride];
        float a2 = a[aFrom + 2 * aStride];
        float a3 = a[aFrom + 3 * aStride];
        int row1 = bFrom + ldb;
        int row2 = row1 + ldb;
        int row3 = row2 + ldb;
        for (int j = 0; j < n; j++) {
            float sum = Math.fma(a0, b[bFrom + j], c[cFrom + j]);
            sum = Math.fma(a1, b[row1 + j], sum);
            sum = Math.fma(a2, b[row2 + j], sum);
            c[cFrom + j] = Math.fma(a3, b[row3 + j], sum);
        }
    }

    /** Four chains of fma at once, since one alone waits for each of its operations. */
    private static void addFourProducts(
            int k, float[] a, int aFrom, int aStride, float[] b, int bFrom, int ldb, float[] c, int cFrom) {
        int row1 = bFrom + ldb;
        int row2 = row1 + ldb;
        int row3 = row2 + ldb;
        float sum0 = c[cFrom];
        float sum1 = c[cFrom + 1];
        float sum2 = c[cFrom + 2];
        float sum3 = c[cFrom + 3];
        for (int p = 0; p < k; p++) {
            float factor = a[aFrom + p * aStride];
            sum0 = Math.fma(factor, b[bFrom + p], sum0);
            sum1 = Math.fma(factor, b[row1 + p], sum1);
            sum2 = Math.fma(factor, b[row2 + p], sum2);
            sum3 = Math.fma(factor, b[row3 + p], sum3);
        }
        c[cFrom] = sum0;
        c[cFrom + 1] = sum1;
        c[cFrom + 2] = sum2;
        c[cFrom + 3] = sum3;
    }

    /** {@code y_i = factor·x_i + y_i}. */
    private static void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = Math.fma(factor, x[xFrom + i], y[yFrom + i]);
        }
    }

    /** The chain of fma that starts from {@code start} and runs over {@code x_i·y_i}. */
    private static float addProducts(float start, float[] x, int xFrom, int xStride, float[] y, int yFrom, int n) {
        float sum = start;
        for (int i = 0; i < n; i++) {
            sum = Math.fma(x[xFrom + i * xStride], y[yFrom + i], sum);
        }
        return sum;
    }

    @Override
    public void columnSums(
            int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom, Store store) {
        if (store == Store.OVERWRITE) {
            Arrays.fill(sums, sumsFrom, sumsFrom + columns, 0);
        }
        for (int i = 0; i < rows; i++) {
            int row = xFrom + i * ldx;
            for (int j = 0; j < columns; j++) {
                sums[sumsFrom + j] += x[row + j];
            }
        }
    }

    @Override
    public double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        double sum = 0;
        for (int i = 0; i < n; i += DOT_BLOCK) {
            sum += FlatSum.ofProducts(x, xFrom + i, y, yFrom + i, Math.min(DOT_BLOCK, n - i));
        }
        return sum;
    }

    @Override
    public float maxAbs(float[] x, int from, int n) {
        float max = 0;
        for (int i = from; i < from + n; i++) {
            max = Math.max(max, Math.abs(x[i]));
        }
        return max;
    }

    @Override
    public void exp(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.exp(x[xFrom + i]);
        }
    }

    @Override
    public void expm1(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.expm1(x[xFrom + i]);
        }
    }

    @Override
    public void log(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.log(x[xFrom + i]);
        }
    }

    @Override
    public void tanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.tanh(x[xFrom + i]);
        }
    }

    @Override
    public void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.sigmoid(x[xFrom + i]);
        }
    }

    @Override
    public void softplus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.softplus(x[xFrom + i]);
        }
    }

    @Override
    public void erf(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.erf(x[xFrom + i]);
        }
    }

    @Override
    public void sin(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.sin(x[xFrom + i]);
        }
    }

    @Override
    public void cos(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = ElementaryFunctions.cos(x[xFrom + i]);
        }
    }

    @Override
    public void scaleBytes(byte[] x, int xFrom, float factor, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = factor * (x[xFrom + i] & 0xFF);
        }
    }

    @Override
    public void softmaxRows(int rows, int columns, float[] z, int zFrom, float[] p, int pFrom) {
        for (int i = 0; i < rows; i++) {
            int zRow = zFrom + i * columns;
            int pRow = pFrom + i * columns;
            float max = max(z, zRow, columns);
            for (int j = 0; j < columns; j++) {
                p[pRow + j] = ElementaryFunctions.exp(z[zRow + j] - max);
            }
            float sum = FlatSum.of(p, pRow, columns);
            for (int j = 0; j < columns; j++) {
                p[pRow + j] /= sum;
            }
        }
    }

    @Override
    public void logSumExpRows(int rows, int columns, float[] z, int zFrom, float[] sums, int sumsFrom) {
        for (int i = 0; i < rows; i++) {
            int row = zFrom + i * columns;
            float max = max(z, row, columns);
            sums[sumsFrom + i] = max + ElementaryFunctions.log(FlatSum.ofExp(z, row, columns, max));
        }
    }

    /** The largest element; NaN if there is one. */
    private static float max(float[] x, int from, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[from + i]);
        }
        return max;
    }
}
