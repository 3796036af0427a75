package nn.simd;

import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.kernel.Store;
import nn.core.kernel.Transpose;

/**
 * Computes with the scalar kernel until the JIT has compiled the vector kernel, and with that one from then on. Both return
 * the same bits, so the moment does not matter. Vector operations that are not compiled are method calls on objects, a
 * hundred times slower than plain Java; a short run would spend most of its time on them.
 *
 * <p>What the JIT has compiled belongs to the whole JVM, hence so does the {@link WarmUp}.
 */
final class WarmStartKernel implements MatrixKernel {

    private static final WarmUp WARM_UP = new WarmUp();

    private final MatrixKernel scalar = new ScalarKernel();
    private final MatrixKernel vector;

    WarmStartKernel(MatrixKernel vector) {
        this.vector = vector;
        WARM_UP.begin();
    }

    private MatrixKernel kernel(WarmUp.Operation operation) {
        return operation.isCompiled() ? vector : scalar;
    }

    @Override
    public String name() {
        return vector.name();
    }

    @Override
    public String description() {
        return vector.description();
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
        kernel(WARM_UP.product(opA, opB, m, n, k))
                .gemm(opA, opB, m, n, k, a, aFrom, lda, b, bFrom, ldb, c, cFrom, ldc, store);
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
        kernel(WARM_UP.product(Transpose.NO, Transpose.NO, m, n, k))
                .affine(m, n, k, a, aFrom, lda, w, wFrom, ldw, bias, biasFrom, z, zFrom, ldz);
    }

    @Override
    public void affineRow(
            int n,
            int k,
            float[] a,
            int aFrom,
            float[] w,
            int wFrom,
            int ldw,
            float[] bias,
            int biasFrom,
            float[] z,
            int zFrom) {
        kernel(WARM_UP.product(Transpose.NO, Transpose.NO, 1, n, k))
                .affineRow(n, k, a, aFrom, w, wFrom, ldw, bias, biasFrom, z, zFrom);
    }

    @Override
    public void columnSums(
            int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom, Store store) {
        kernel(WARM_UP.columnSums).columnSums(rows, columns, x, xFrom, ldx, sums, sumsFrom, store);
    }

    @Override
    public double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        return kernel(WARM_UP.dot).dot(x, xFrom, y, yFrom, n);
    }

    @Override
    public void exp(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.exp).exp(x, xFrom, y, yFrom, n);
    }

    @Override
    public void expm1(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.expm1).expm1(x, xFrom, y, yFrom, n);
    }

    @Override
    public void log(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.log).log(x, xFrom, y, yFrom, n);
    }

    @Override
    public void tanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.tanh).tanh(x, xFrom, y, yFrom, n);
    }

    @Override
    public void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.sigmoid).sigmoid(x, xFrom, y, yFrom, n);
    }

    @Override
    public void softplus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.softplus).softplus(x, xFrom, y, yFrom, n);
    }

    @Override
    public void erf(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.erf).erf(x, xFrom, y, yFrom, n);
    }

    @Override
    public void sin(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.sin).sin(x, xFrom, y, yFrom, n);
    }

    @Override
    public void cos(float[] x, int xFrom, float[] y, int yFrom, int n) {
        kernel(WARM_UP.cos).cos(x, xFrom, y, yFrom, n);
    }

    @Override
    public float maxAbs(float[] x, int from, int n) {
        return kernel(WARM_UP.maxAbs).maxAbs(x, from, n);
    }

    @Override
    public void scaleBytes(byte[] x, int xFrom, float factor, float[] y, int yFrom, int n) {
        kernel(WARM_UP.scaleBytes).scaleBytes(x, xFrom, factor, y, yFrom, n);
    }

    @Override
    public void softmaxRows(int rows, int columns, float[] z, int zFrom, float[] p, int pFrom) {
        kernel(WARM_UP.softmaxRows).softmaxRows(rows, columns, z, zFrom, p, pFrom);
    }

    @Override
    public void logSumExpRows(int rows, int columns, float[] z, int zFrom, float[] sums, int sumsFrom) {
        kernel(WARM_UP.logSumExpRows).logSumExpRows(rows, columns, z, zFrom, sums, sumsFrom);
    }
}
