package nn.core.kernel;

import java.util.Objects;
import nn.core.spi.Registry;

/**
 * What computes: a kernel and a team of threads. The caller makes it, passes it down, and closes it; nothing about it is
 * static, so that two kernels can be compared in one process.
 *
 * <p>Work is cut by rows and columns of results, never along a sum, so that results do not depend on the number of threads.
 * One {@code Compute} may be used by several callers at once: the team serves one of them and the others compute on their
 * own thread.
 */
public final class Compute implements AutoCloseable {

    /**
     * Multiply-adds of a block, twice which make a second thread worth its while. It takes microseconds to begin; and as long as
     * tasks keep it awake, it takes a processor from the JIT, which a short training needs more. With a sixteenth of this, two
     * threads took 784-128-64-10 in batches of 32 through its first epochs at two thirds of the speed of one.
     */
    private static final long MULTIPLY_ADDS_PER_BLOCK = 1 << 22;

    /** Elements of a block, for the same reason. */
    private static final int ELEMENTS_PER_BLOCK = 1 << 16;

    private final MatrixKernel kernel;
    private final WorkerTeam team;
    private final String reason;
    private final long multiplyAddsPerBlock;
    private final int elementsPerBlock;
    private final CutProduct product;
    private final CutRange range = new CutRange();
    private final CutColumnSums columnSums;

    private Compute(MatrixKernel kernel, int threads, String reason, long multiplyAddsPerBlock, int elementsPerBlock) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more.");
        }
        this.kernel = kernel;
        this.team = new WorkerTeam(threads);
        this.reason = reason;
        this.multiplyAddsPerBlock = multiplyAddsPerBlock;
        this.elementsPerBlock = elementsPerBlock;
        product = new CutProduct(kernel);
        columnSums = new CutColumnSums(kernel);
    }

    private Compute(MatrixKernel kernel, int threads, String reason) {
        this(kernel, threads, reason, MULTIPLY_ADDS_PER_BLOCK, ELEMENTS_PER_BLOCK);
    }

    /** Computes with a given kernel. */
    public static Compute of(MatrixKernel kernel, int threads) {
        return new Compute(kernel, threads, "given");
    }

    /** Computes on the calling thread with the scalar kernel of this module. */
    public static Compute scalar() {
        return of(new ScalarKernel(), 1);
    }

    /** Computes on the calling thread with the best kernel that is on the module path or class path; it needs no closing. */
    public static Compute best() {
        return choose(Registry.load(), "auto", 1);
    }

    /**
     * Computes with the kernel of a name, or with the best one that is available.
     *
     * @param registry where kernels are found
     * @param kernelName a registered name, or {@code auto}
     * @param threads number of threads, 1 or more
     * @throws nn.core.NnException.Configuration if the named kernel is unknown or cannot run here
     */
    public static Compute choose(Registry registry, String kernelName, int threads) {
        KernelChoice choice = KernelChoice.of(registry, kernelName);
        return new Compute(choice.kernel(), threads, choice.reason());
    }

    /**
     * This computation with other thresholds and threads of its own, so that a test can send small matrices through every path.
     *
     * @param operations multiply-adds, or elements, below which work stays on one thread; 1 or more
     */
    public Compute withBlocksOf(int operations) {
        return new Compute(kernel, threads(), reason, operations, operations);
    }

    /** The kernel that does the arithmetic. */
    public MatrixKernel kernel() {
        return kernel;
    }

    /** Number of threads, the caller's included. */
    public int threads() {
        return team.threads();
    }

    /** Kernel, threads and why this kernel: a line for the run record. */
    public String description() {
        return kernel.description() + ", " + threads() + (threads() == 1 ? " thread" : " threads") + " (" + reason
                + ")";
    }

    /**
     * {@link MatrixKernel#gemm} on all threads.
     *
     * @throws IndexOutOfBoundsException if an operand does not fit its array
     */
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
        boolean transposeA = opA == Transpose.YES;
        checkOperand(transposeA ? k : m, transposeA ? m : k, a, aFrom, lda);
        checkOperand(opB == Transpose.YES ? n : k, opB == Transpose.YES ? k : n, b, bFrom, ldb);
        checkOperand(m, n, c, cFrom, ldc);
        int blocks = productBlocks(m, n, k);
        if (blocks == 1 || !team.tryHold()) {
            kernel.gemm(opA, opB, m, n, k, a, aFrom, lda, b, bFrom, ldb, c, cFrom, ldc, store);
            return;
        }
        try {
            product.setGemm(opA, opB, m, n, k, a, aFrom, lda, b, bFrom, ldb, c, cFrom, ldc, store);
            team.run(blocks, product);
        } finally {
            team.release();
        }
    }

    /**
     * {@link MatrixKernel#affine} on all threads.
     *
     * @throws IndexOutOfBoundsException if an operand does not fit its array
     */
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
        checkOperand(m, k, a, aFrom, lda);
        checkOperand(k, n, w, wFrom, ldw);
        checkOperand(1, n, bias, biasFrom, n);
        checkOperand(m, n, z, zFrom, ldz);
        int blocks = productBlocks(m, n, k);
        if (blocks == 1 || !team.tryHold()) {
            kernel.affine(m, n, k, a, aFrom, lda, w, wFrom, ldw, bias, biasFrom, z, zFrom, ldz);
            return;
        }
        try {
            product.setAffine(m, n, k, a, aFrom, lda, w, wFrom, ldw, bias, biasFrom, z, zFrom, ldz);
            team.run(blocks, product);
        } finally {
            team.release();
        }
    }

    /**
     * {@link MatrixKernel#affineRow}; on all threads if there is work for them, and with all rows of W then.
     *
     * @throws IndexOutOfBoundsException if an operand does not fit its array
     */
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
        if (productBlocks(1, n, k) > 1) {
            affine(1, n, k, a, aFrom, k, w, wFrom, ldw, bias, biasFrom, z, zFrom, n);
            return;
        }
        checkOperand(1, k, a, aFrom, k);
        checkOperand(k, n, w, wFrom, ldw);
        checkOperand(1, n, bias, biasFrom, n);
        checkOperand(1, n, z, zFrom, n);
        kernel.affineRow(n, k, a, aFrom, w, wFrom, ldw, bias, biasFrom, z, zFrom);
    }

    /**
     * {@link MatrixKernel#columnSums} on all threads.
     *
     * @throws IndexOutOfBoundsException if an operand does not fit its array
     */
    public void columnSums(
            int rows, int columns, float[] x, int xFrom, int ldx, float[] sums, int sumsFrom, Store store) {
        checkOperand(rows, columns, x, xFrom, ldx);
        checkOperand(1, columns, sums, sumsFrom, columns);
        int blocks = Math.min(blocks((long) rows * columns, elementsPerBlock), CutProduct.maxBlocks(columns));
        if (blocks == 1 || !team.tryHold()) {
            kernel.columnSums(rows, columns, x, xFrom, ldx, sums, sumsFrom, store);
            return;
        }
        try {
            columnSums.set(rows, columns, x, xFrom, ldx, sums, sumsFrom, store);
            team.run(blocks, columnSums);
        } finally {
            team.release();
        }
    }

    /** Work on a range of items that are independent of each other. Whoever runs it often makes it once and keeps it. */
    @FunctionalInterface
    public interface RangeTask {
        /**
         * Does the work on some of the items.
         *
         * @param from index of the first
         * @param n how many
         */
        void run(int from, int n);
    }

    /** Cuts independent elements into ranges for all threads; few elements stay on this one. */
    public void ranges(int elements, RangeTask task) {
        ranges(elements, 1, task);
    }

    /**
     * Cuts independent items into ranges for all threads; few elements stay on this one.
     *
     * @param n number of items
     * @param elementsPerItem how many elements each of them stands for
     * @param task what to do with a range
     */
    public void ranges(int n, int elementsPerItem, RangeTask task) {
        int blocks = Math.min(n, blocks((long) n * elementsPerItem, elementsPerBlock));
        if (blocks <= 1 || !team.tryHold()) {
            task.run(0, n);
            return;
        }
        try {
            range.set(n, task);
            team.run(blocks, range);
        } finally {
            team.release();
        }
    }

    private int productBlocks(int m, int n, int k) {
        return Math.min(blocks((long) m * n * k, multiplyAddsPerBlock), CutProduct.maxBlocks(Math.max(m, n)));
    }

    private int blocks(long work, long workPerBlock) {
        return Math.clamp(work / workPerBlock, 1, threads());
    }

    private static void checkOperand(int rows, int columns, float[] array, int from, int leadingDimension) {
        if (rows < 0 || columns < 0 || leadingDimension < columns) {
            throw new IndexOutOfBoundsException("Operand of " + rows + "×" + columns + " with leading dimension "
                    + leadingDimension + ": expected lengths of 0 or more that fit into it.");
        }
        if (rows > 0 && columns > 0) {
            long size = (rows - 1L) * leadingDimension + columns;
            Objects.checkFromIndexSize(from, size, (long) array.length);
        }
    }

    /** Ends the threads of the team. */
    @Override
    public void close() {
        team.close();
    }
}
