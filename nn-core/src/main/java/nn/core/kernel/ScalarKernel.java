package nn.core.kernel;

import java.util.Arrays;
import java.util.Optional;
import nn.core.spi.Registry;
import nn.core.spi.Settings;

/**
 * The kernel in plain Java: the contract of {@link MatrixKernel} written down as loops, those of products in {@link LoopProduct}.
 * It runs everywhere, and the other kernels are tested against it.
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
    private static final ThreadLocal<LoopProduct> PRODUCT = ThreadLocal.withInitial(LoopProduct::new);

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
        if (store == Store.OVERWRITE) {
            for (int i = 0; i < m; i++) {
                Arrays.fill(c, cFrom + i * ldc, cFrom + i * ldc + n, 0);
            }
        }
        add(opA, opB, m, n, k, a, aFrom, lda, b, bFrom, ldb, c, cFrom, ldc);
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
            System.arraycopy(bias, biasFrom, z, zFrom + i * ldz, n);
        }
        add(Transpose.NO, Transpose.NO, m, n, k, a, aFrom, lda, w, wFrom, ldw, z, zFrom, ldz);
    }

    /** {@code C = C + op(A)·op(B)}, and −0 becomes +0. */
    private static void add(
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
            int ldc) {
        PRODUCT.get().add(opA, opB, m, n, k, a, aFrom, lda, b, bFrom, ldb, c, cFrom, ldc);
        for (int i = 0; i < m; i++) {
            int row = cFrom + i * ldc;
            for (int j = row; j < row + n; j++) {
                c[j] += 0f;
            }
        }
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
