package nn.core.kernel;

/**
 * A matrix product for several threads: the arguments of {@link MatrixKernel#gemm} or {@link MatrixKernel#affine}, in fields
 * that are set for each product, so that none allocates. C is cut along its longer side, so that each thread packs only its
 * part of the larger operand.
 */
final class CutProduct implements WorkerTeam.Task {

    /** Rows or columns below which a block is not worth what it packs of the operand that is not cut. */
    private static final int SMALLEST_BLOCK = 48;

    /** Blocks start at multiples of this, so that a cut makes no vector shorter. */
    private static final int WHOLE_VECTORS = 16;

    private final MatrixKernel kernel;
    private boolean affine;
    private Transpose opA = Transpose.NO;
    private Transpose opB = Transpose.NO;
    private int m;
    private int n;
    private int k;
    private float[] a = {};
    private int aFrom;
    private int lda;
    private float[] b = {};
    private int bFrom;
    private int ldb;
    private float[] bias = {};
    private int biasFrom;
    private float[] c = {};
    private int cFrom;
    private int ldc;
    private Store store = Store.OVERWRITE;

    CutProduct(MatrixKernel kernel) {
        this.kernel = kernel;
    }

    /** The most blocks into which so many rows or columns are worth being cut. */
    static int maxBlocks(int length) {
        return Math.max(1, length / SMALLEST_BLOCK);
    }

    /** Takes the arguments of {@link MatrixKernel#gemm}. */
    void setGemm(
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
        affine = false;
        this.opA = opA;
        this.opB = opB;
        this.store = store;
        setOperands(m, n, k, a, aFrom, lda, b, bFrom, ldb, c, cFrom, ldc);
    }

    /** Takes the arguments of {@link MatrixKernel#affine}. */
    void setAffine(
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
        affine = true;
        opA = Transpose.NO;
        opB = Transpose.NO;
        this.bias = bias;
        this.biasFrom = biasFrom;
        setOperands(m, n, k, a, aFrom, lda, w, wFrom, ldw, z, zFrom, ldz);
    }

    private void setOperands(
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
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = a;
        this.aFrom = aFrom;
        this.lda = lda;
        this.b = b;
        this.bFrom = bFrom;
        this.ldb = ldb;
        this.c = c;
        this.cFrom = cFrom;
        this.ldc = ldc;
    }

    @Override
    public void run(int block, int blocks) {
        if (n >= m) {
            int column = start(n, blocks, block);
            multiply(0, m, column, start(n, blocks, block + 1) - column);
        } else {
            int row = start(m, blocks, block);
            multiply(row, start(m, blocks, block + 1) - row, 0, n);
        }
    }

    /** Where a block of rows or columns starts. */
    static int start(int length, int blocks, int block) {
        return block == blocks ? length : WorkerTeam.start(length, blocks, block) & -WHOLE_VECTORS;
    }

    /** Computes some rows and columns of C. */
    private void multiply(int row, int rows, int column, int columns) {
        int aBlock = aFrom + row * (opA == Transpose.NO ? lda : 1);
        int bBlock = bFrom + column * (opB == Transpose.NO ? 1 : ldb);
        int cBlock = cFrom + row * ldc + column;
        if (affine) {
            kernel.affine(rows, columns, k, a, aBlock, lda, b, bBlock, ldb, bias, biasFrom + column, c, cBlock, ldc);
        } else {
            kernel.gemm(opA, opB, rows, columns, k, a, aBlock, lda, b, bBlock, ldb, c, cBlock, ldc, store);
        }
    }
}
