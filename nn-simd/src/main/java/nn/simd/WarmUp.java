package nn.simd;

import static nn.core.kernel.Store.ACCUMULATE;
import static nn.core.kernel.Store.OVERWRITE;
import static nn.core.kernel.Transpose.NO;
import static nn.core.kernel.Transpose.YES;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.kernel.Transpose;

/**
 * Runs operations of the vector kernel on a thread of its own until the JIT has compiled them: until they are as fast as those
 * of the scalar kernel. It does so from when an operation is first asked for, and with the first one from when there is a kernel,
 * since the compiler takes a second for all of them together, and a program needs a few.
 */
final class WarmUp {

    /** An operation on small operands, done by either kernel. */
    private interface Call {
        void run(MatrixKernel kernel);
    }

    /**
     * What is compiled or not as a whole. Its calls are made round by round, and between two rounds a more urgent operation may come first: one of a lower
     * rank, or of the same rank and missed more often. A training misses each of its products in every step, others at the end of an epoch only.
     */
    final class Operation implements Runnable, Comparable<Operation> {
        private final int rank;
        private final List<Call> slow;
        private final AtomicBoolean wanted = new AtomicBoolean();
        private long end;
        private volatile boolean compiled;

        /** How often it was missed, about: several threads may count at once. */
        private int missed;

        private Operation(int rank, Call... calls) {
            this.rank = rank;
            slow = new ArrayList<>(List.of(calls));
        }

        /** Whether the vector kernel is the faster one; if it is not, it will be some time after the first question. */
        boolean isCompiled() {
            if (!compiled) {
                missed++;
                if (wanted.compareAndSet(false, true)) {
                    end = System.nanoTime() + MOST_NANOSECONDS;
                    THREAD.execute(this);
                }
            }
            return compiled;
        }

        /** One round of the calls that are still slow. */
        @Override
        public void run() {
            boolean done = true;
            try {
                slow.removeIf(call -> nanoseconds(call, vector) <= nanoseconds(call, scalar));
                done = slow.isEmpty() || System.nanoTime() - end > 0;
            } finally {
                compiled = done;
            }
            if (!done) {
                THREAD.execute(this);
            }
        }

        @Override
        public int compareTo(Operation other) {
            return rank == other.rank ? Integer.compare(other.missed, missed) : Integer.compare(rank, other.rank);
        }
    }

    private static final int LENGTH = 4096;
    private static final int CALLS = 4;
    /**
     * Elements of a function's arguments: about as few as let the JIT count enough rounds of a loop (15 000) in the calls that it
     * asks for at least (600), since what is not compiled yet takes microseconds a round.
     */
    private static final int N = 26 * 16;
    /** After so long, an operation is taken as it is. */
    private static final long MOST_NANOSECONDS = 10_000_000_000L;

    /** One thread, so that the most urgent of the operations that are needed is compiled first; it ends when it has nothing to do. */
    private static final ExecutorService THREAD = thread();

    private final MatrixKernel scalar = new ScalarKernel();
    private final MatrixKernel vector = new VectorKernel();
    private final byte[] bytes = new byte[LENGTH];
    private final float[] x = new float[LENGTH];
    private final float[] y = new float[LENGTH];
    private final float[] z = new float[LENGTH];
    private final float[] everyThird = everyThird();

    /** How many there are so far. */
    private int functions;

    /** Products by their way through {@link GemmDriver} and by what is transposed; small, so that calls come often. */
    private final Operation manyRows = product(
            kernel -> kernel.affine(33, 10, 32, x, 0, 32, y, 0, 10, y, 0, z, 0, 10),
            kernel -> kernel.gemm(NO, NO, 24, 64, 24, x, 0, 24, y, 0, 64, z, 0, 64, OVERWRITE),
            kernel -> kernel.affine(21, 96, 42, everyThird, 0, 42, y, 0, 96, y, 0, z, 0, 96));

    private final Operation single = product(
            kernel -> kernel.affine(1, 70, 30, x, 0, 30, y, 0, 70, y, 0, z, 0, 70),
            kernel -> kernel.affineRow(70, 30, everyThird, 0, y, 0, 70, y, 0, z, 0),
            kernel -> kernel.affine(64, 1, 30, x, 0, 30, y, 0, 1, y, 0, z, 0, 1));

    private final Operation fewRows = product(
            kernel -> kernel.affine(12, 64, 24, x, 0, 24, y, 0, 64, y, 0, z, 0, 64),
            kernel -> kernel.affine(10, 10, 32, x, 0, 32, y, 0, 10, y, 0, z, 0, 10));

    private final Operation tenSteps = product(
            kernel -> kernel.gemm(YES, NO, 32, 40, 10, x, 0, 32, y, 0, 40, z, 0, 40, OVERWRITE),
            kernel -> kernel.gemm(NO, YES, 32, 32, 10, x, 0, 10, y, 0, 10, z, 0, 32, OVERWRITE));

    private final Operation aTransposed = product(
            kernel -> kernel.gemm(YES, NO, 32, 40, 32, x, 0, 32, y, 0, 40, z, 0, 40, OVERWRITE),
            kernel -> kernel.gemm(YES, NO, 24, 96, 32, everyThird, 0, 24, y, 0, 96, z, 0, 96, OVERWRITE),
            kernel -> kernel.gemm(YES, NO, 24, 64, 24, x, 0, 24, y, 0, 64, z, 0, 64, OVERWRITE),
            kernel -> kernel.gemm(YES, NO, 33, 10, 32, x, 0, 33, y, 0, 10, z, 0, 10, ACCUMULATE));

    private final Operation bTransposed =
            product(kernel -> kernel.gemm(NO, YES, 32, 32, 32, x, 0, 32, y, 0, 32, z, 0, 32, OVERWRITE));

    final Operation columnSums = function(kernel -> kernel.columnSums(24, 84, x, 0, 84, y, 0, OVERWRITE));
    final Operation softmaxRows = function(kernel -> kernel.softmaxRows(64, 10, x, 0, y, 0));
    final Operation logSumExpRows = function(kernel -> kernel.logSumExpRows(64, 10, x, 0, y, 0));
    final Operation sigmoid = function(kernel -> kernel.sigmoid(x, 0, y, 0, N));
    final Operation tanh = function(kernel -> kernel.tanh(x, 0, y, 0, N));
    final Operation exp = function(kernel -> kernel.exp(x, 0, y, 0, N));
    final Operation expm1 = function(kernel -> kernel.expm1(x, 0, y, 0, N));
    final Operation log = function(kernel -> kernel.log(x, 0, y, 0, N));
    final Operation softplus = function(kernel -> kernel.softplus(x, 0, y, 0, N));
    final Operation erf = function(kernel -> kernel.erf(x, 0, y, 0, N));
    final Operation sin = function(kernel -> kernel.sin(x, 0, y, 0, N));
    final Operation cos = function(kernel -> kernel.cos(x, 0, y, 0, N));
    final Operation maxAbs = function(kernel -> kernel.maxAbs(x, 0, N));
    final Operation scaleBytes = function(kernel -> kernel.scaleBytes(bytes, 0, 0.5f, y, 0, N));
    final Operation dot = function(kernel -> kernel.dot(x, 0, y, 0, N));

    /** Most of the time of a training goes into products. */
    private Operation product(Call... calls) {
        return new Operation(0, calls);
    }

    /** Functions come one after the other, those that stand first here before the others. */
    private Operation function(Call call) {
        return new Operation(++functions, call);
    }

    private static float[] everyThird() {
        float[] ones = new float[LENGTH];
        for (int i = 0; i < LENGTH; i += 3) {
            ones[i] = 1;
        }
        return ones;
    }

    private static ExecutorService thread() {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), task -> {
                    Thread daemon = new Thread(task, "nn-simd-warm-up");
                    daemon.setDaemon(true);
                    return daemon;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /** Begins with what most trainings need, while their data are still being read. */
    void begin() {
        manyRows.isCompiled();
        aTransposed.isCompiled();
        bTransposed.isCompiled();
    }

    /** The products with these operands and of this size; those with both transposed go the ways of both. */
    Operation product(Transpose opA, Transpose opB, int m, int n, int k) {
        if (m == 1 || n == 1) {
            return single;
        }
        if (TenSteps.suit(n, k)) {
            return tenSteps;
        }
        if (opA == YES) {
            return aTransposed;
        }
        if (opB == YES) {
            return bTransposed;
        }
        return m <= BlockSizes.FEW_ROWS ? fewRows : manyRows;
    }

    /** The shortest of a few calls, so that an interruption does not count. */
    private static long nanoseconds(Call call, MatrixKernel kernel) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            call.run(kernel);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
