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

    /** Multiply-adds below which a product stays on one thread: about the time that waking another one takes. */
    private static final long MULTIPLY_ADDS_PER_BLOCK = 1 << 18;

    /** Elements below which elementwise work stays on one thread, for the same reason. */
    private static final int ELEMENTS_PER_BLOCK = 1 << 15;

    private final MatrixKernel kernel;
    private final WorkerTeam team;
    private final String reason;
    private final long multiplyAddsPerBlock;

    private Compute(MatrixKernel kernel, int threads, String reason, long multiplyAddsPerBlock) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more.");
        }
        this.kernel = kernel;
        this.team = new WorkerTeam(threads);
        this.reason = reason;
        this.multiplyAddsPerBlock = multiplyAddsPerBlock;
    }

    /** Computes with a given kernel. */
    public static Compute of(MatrixKernel kernel, int threads) {
        return new Compute(kernel, threads, "given", MULTIPLY_ADDS_PER_BLOCK);
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
        return new Compute(choice.kernel(), threads, choice.reason(), MULTIPLY_ADDS_PER_BLOCK);
    }

    /**
     * This computation with another threshold, so that a test can send small matrices through every path.
     *
     * @param multiplyAdds multiply-adds below which a product stays on one thread
     */
    public Compute withBlocksOf(long multiplyAdds) {
        return new Compute(kernel, threads(), reason, multiplyAdds);
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
        int rowStep = transposeA ? 1 : lda;
        int blocks = blocks(m, n, k);
        if (blocks == 1) {
            kernel.gemm(opA, opB, m, n, k, a, aFrom, lda, b, bFrom, ldb, c, cFrom, ldc, store);
            return;
        }
        team.run(blocks, block -> {
            int row = WorkerTeam.start(m, blocks, block);
            int rows = WorkerTeam.start(m, blocks, block + 1) - row;
            int aBlock = aFrom + row * rowStep;
            kernel.gemm(opA, opB, rows, n, k, a, aBlock, lda, b, bFrom, ldb, c, cFrom + row * ldc, ldc, store);
        });
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
        int blocks = blocks(m, n, k);
        if (blocks == 1) {
            kernel.affine(m, n, k, a, aFrom, lda, w, wFrom, ldw, bias, biasFrom, z, zFrom, ldz);
            return;
        }
        team.run(blocks, block -> {
            int row = WorkerTeam.start(m, blocks, block);
            int rows = WorkerTeam.start(m, blocks, block + 1) - row;
            int aBlock = aFrom + row * lda;
            kernel.affine(rows, n, k, a, aBlock, lda, w, wFrom, ldw, bias, biasFrom, z, zFrom + row * ldz, ldz);
        });
    }

    /** Work on a range of elements that are independent of each other. */
    @FunctionalInterface
    public interface RangeTask {
        /**
         * Does the work on some of the elements.
         *
         * @param from index of the first
         * @param n how many
         */
        void run(int from, int n);
    }

    /** Cuts n independent elements into ranges for all threads; few elements stay on this one. */
    public void ranges(int n, RangeTask task) {
        int blocks = Math.clamp(n / ELEMENTS_PER_BLOCK, 1, threads());
        if (blocks == 1) {
            task.run(0, n);
            return;
        }
        team.run(blocks, block -> {
            int from = WorkerTeam.start(n, blocks, block);
            task.run(from, WorkerTeam.start(n, blocks, block + 1) - from);
        });
    }

    private int blocks(int m, int n, int k) {
        if (threads() == 1) {
            return 1;
        }
        long work = (long) m * n * k;
        return Math.clamp(work / Math.max(1, multiplyAddsPerBlock), 1, Math.max(1, Math.min(m, threads())));
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
