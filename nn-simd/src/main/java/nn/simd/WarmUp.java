package nn.simd;

import static nn.core.kernel.Store.ACCUMULATE;
import static nn.core.kernel.Store.OVERWRITE;
import static nn.core.kernel.Transpose.NO;
import static nn.core.kernel.Transpose.YES;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;

/**
 * Runs every operation of the vector kernel on a thread of its own until the JIT has compiled it: until it is as fast as
 * the scalar kernel.
 */
final class WarmUp {

    /** An operation on small operands, done by either kernel. */
    private interface Operation {
        void run(MatrixKernel kernel);
    }

    private static final int LENGTH = 2048;
    private static final int CALLS = 4;
    /** After so long, the vector kernel is taken as it is. */
    private static final long MOST_NANOSECONDS = 10_000_000_000L;

    private final byte[] bytes = new byte[LENGTH];
    private final float[] x = new float[LENGTH];
    private final float[] y = new float[LENGTH];
    private final float[] z = new float[LENGTH];

    /** One product for each way through {@link GemmDriver}; the sizes are small so that all calls come often. */
    private final List<Operation> products = List.of(
            kernel -> kernel.gemm(NO, YES, 32, 32, 32, x, 0, 32, y, 0, 32, z, 0, 32, OVERWRITE),
            kernel -> kernel.gemm(YES, NO, 32, 40, 32, x, 0, 32, y, 0, 40, z, 0, 40, OVERWRITE),
            kernel -> kernel.gemm(YES, NO, 24, 64, 24, x, 0, 24, y, 0, 64, z, 0, 64, OVERWRITE),
            kernel -> kernel.gemm(YES, NO, 33, 10, 32, x, 0, 33, y, 0, 10, z, 0, 10, ACCUMULATE),
            kernel -> kernel.affine(33, 10, 32, x, 0, 32, y, 0, 10, y, 0, z, 0, 10),
            kernel -> kernel.affine(12, 64, 24, x, 0, 24, y, 0, 64, y, 0, z, 0, 64),
            kernel -> kernel.affine(1, 64, 30, x, 0, 30, y, 0, 64, y, 0, z, 0, 64),
            kernel -> kernel.affine(64, 1, 30, x, 0, 30, y, 0, 1, y, 0, z, 0, 1));

    private final List<Operation> functions = List.of(
            kernel -> kernel.columnSums(32, 60, x, 0, 60, y, 0, OVERWRITE),
            kernel -> kernel.softmaxRows(64, 10, x, 0, y, 0),
            kernel -> kernel.logSumExpRows(64, 10, x, 0, y, 0),
            kernel -> kernel.sigmoid(x, 0, y, 0, 1000),
            kernel -> kernel.tanh(x, 0, y, 0, 1000),
            kernel -> kernel.exp(x, 0, y, 0, 1000),
            kernel -> kernel.expm1(x, 0, y, 0, 1000),
            kernel -> kernel.log(x, 0, y, 0, 1000),
            kernel -> kernel.softplus(x, 0, y, 0, 1000),
            kernel -> kernel.erf(x, 0, y, 0, 1000),
            kernel -> kernel.sin(x, 0, y, 0, 1000),
            kernel -> kernel.cos(x, 0, y, 0, 1000),
            kernel -> kernel.maxAbs(x, 0, 1000),
            kernel -> kernel.scaleBytes(bytes, 0, 0.5f, y, 0, 1000),
            kernel -> kernel.dot(x, 0, y, 0, 1000));

    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean productsAreCompiled;
    private volatile boolean functionsAreCompiled;

    boolean productsAreCompiled() {
        return productsAreCompiled;
    }

    boolean functionsAreCompiled() {
        return functionsAreCompiled;
    }

    /** Starts the thread, the first time. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, "nn-simd-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            warmUp(products);
            productsAreCompiled = true;
            warmUp(functions);
        } finally {
            productsAreCompiled = true;
            functionsAreCompiled = true;
        }
    }

    private void warmUp(List<Operation> operations) {
        MatrixKernel scalar = new ScalarKernel();
        MatrixKernel vector = new VectorKernel();
        List<Operation> slow = new ArrayList<>(operations);
        long end = System.nanoTime() + MOST_NANOSECONDS;
        while (!slow.isEmpty() && System.nanoTime() < end) {
            slow.removeIf(operation -> nanoseconds(operation, vector) <= nanoseconds(operation, scalar));
        }
    }

    /** The shortest of a few calls, so that an interruption does not count. */
    private static long nanoseconds(Operation operation, MatrixKernel kernel) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            operation.run(kernel);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
