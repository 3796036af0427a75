package nn.simd;

import static nn.simd.Width.SPECIES;

import java.util.Arrays;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.kernel.Store;
import nn.core.kernel.Transpose;

/**
 * The kernel on the Vector API. It keeps to the order of operations of {@link MatrixKernel}, so that its results have the
 * bits of the scalar kernel on vectors of any width.
 *
 * <p>A kernel may be shared by threads: the only thing it keeps is scratch memory, one {@link Scratch} for each thread.
 */
public final class VectorKernel implements MatrixKernel {

    /** Computes the elements that are left when whole vectors are done: they have the same bits, and masks would be slow. */
    private static final MatrixKernel REST = new ScalarKernel();

    private final ThreadLocal<Scratch> scratch;

    /** Makes a kernel on the machine's own vectors. */
    public VectorKernel() {
        this(BlockSizes.DEFAULT);
    }

    /**
     * Makes a kernel with other block sizes, so that a test can send small matrices through every path.
     *
     * @param mc rows of a block of A
     * @param kc length of a block in k
     * @param nc columns of a block of B
     */
    public VectorKernel(int mc, int kc, int nc) {
        this(new BlockSizes(mc, kc, nc));
    }

    private VectorKernel(BlockSizes sizes) {
        scratch = ThreadLocal.withInitial(() -> new Scratch(sizes));
    }

    /**
     * Makes a kernel on vectors of a given width, for tests and benchmarks. Vectors that the machine does not have are
     * emulated, slowly.
     *
     * @param bits 128, 256 or 512
     */
    public static MatrixKernel ofBits(int bits) {
        BlockSizes sizes = BlockSizes.DEFAULT;
        return ofBits(bits, sizes.mc(), sizes.kc(), sizes.nc());
    }

    /**
     * Makes a kernel on vectors of a given width with other block sizes.
     *
     * @param bits 128, 256 or 512
     * @param mc rows of a block of A
     * @param kc length of a block in k
     * @param nc columns of a block of B
     */
    public static MatrixKernel ofBits(int bits, int mc, int kc, int nc) {
        if (bits != 128 && bits != 256 && bits != 512) {
            throw new IllegalArgumentException("Vectors of " + bits + " bits; expected 128, 256 or 512.");
        }
        BlockSizes sizes = new BlockSizes(mc, kc, nc); // refuses wrong ones before they reach another class loader
        return bits == SPECIES.vectorBitSize() ? new VectorKernel(sizes) : WidthLoader.kernel(bits, mc, kc, nc);
    }

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public String description() {
        return "simd, " + SPECIES.vectorBitSize() + "-bit vectors";
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
        int aRow = opA == Transpose.NO ? lda : 1;
        int aColumn = opA == Transpose.NO ? 1 : lda;
        int bRow = opB == Transpose.NO ? ldb : 1;
        int bColumn = opB == Transpose.NO ? 1 : ldb;
        GemmDriver driver = scratch.get().gemm();
        if (store == Store.OVERWRITE) {
            driver.multiply(m, n, k, a, aFrom, aRow, aColumn, b, bFrom, bRow, bColumn, c, cFrom, ldc);
        } else {
            driver.multiply(m, n, k, a, aFrom, aRow, aColumn, b, bFrom, bRow, bColumn, c, cFrom, ldc, 1, c, cFrom, ldc);
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
        scratch.get().gemm().multiply(m, n, k, a, aFrom, lda, 1, w, wFrom, ldw, 1, bias, biasFrom, 0, 1, z, zFrom, ldz);
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
        scratch.get().gemm().multiplyLive(n, k, a, aFrom, w, wFrom, ldw, bias, biasFrom, z, zFrom);
    }

    @Override
    public void columnSums(
            int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom, Store store) {
        if (store == Store.OVERWRITE) {
            Arrays.fill(sums, sumsFrom, sumsFrom + columns, 0);
        }
        ColumnSums.add(rows, columns, x, xFrom, ldx, sums, sumsFrom);
    }

    @Override
    public double dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        FlatSum flat = scratch.get().sums();
        double sum = 0;
        for (int i = 0; i < n; i += DOT_BLOCK) {
            sum += flat.ofProducts(x, xFrom + i, y, yFrom + i, Math.min(DOT_BLOCK, n - i));
        }
        return sum;
    }

    @Override
    public float maxAbs(float[] x, int from, int n) {
        int whole = SPECIES.loopBound(n);
        return Math.max(Maximum.ofMagnitudes(x, from, whole), REST.maxAbs(x, from + whole, n - whole));
    }

    @Override
    public void exp(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.exp(x, xFrom, y, yFrom, whole);
        REST.exp(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void expm1(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.expm1(x, xFrom, y, yFrom, whole);
        REST.expm1(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void log(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.log(x, xFrom, y, yFrom, whole);
        REST.log(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void tanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.tanh(x, xFrom, y, yFrom, whole);
        REST.tanh(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.sigmoid(x, xFrom, y, yFrom, whole);
        REST.sigmoid(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void softplus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.softplus(x, xFrom, y, yFrom, whole);
        REST.softplus(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void erf(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.erf(x, xFrom, y, yFrom, whole);
        REST.erf(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void sin(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.sin(x, xFrom, y, yFrom, whole);
        REST.sin(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void cos(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = SPECIES.loopBound(n);
        VectorFunctions.cos(x, xFrom, y, yFrom, whole);
        REST.cos(x, xFrom + whole, y, yFrom + whole, n - whole);
    }

    @Override
    public void scaleBytes(byte[] x, int xFrom, float factor, float[] y, int yFrom, int n) {
        int whole = VectorFunctions.scaleBytes(x, xFrom, factor, y, yFrom, n);
        REST.scaleBytes(x, xFrom + whole, factor, y, yFrom + whole, n - whole);
    }

    @Override
    public void softmaxRows(int rows, int columns, float[] z, int zFrom, float[] p, int pFrom) {
        scratch.get().rows().softmax(this, rows, columns, z, zFrom, p, pFrom);
    }

    @Override
    public void logSumExpRows(int rows, int columns, float[] z, int zFrom, float[] sums, int sumsFrom) {
        scratch.get().rows().logSumExp(this, rows, columns, z, zFrom, sums, sumsFrom);
    }
}
