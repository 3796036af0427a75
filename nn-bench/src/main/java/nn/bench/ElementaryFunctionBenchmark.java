package nn.bench;

import java.util.concurrent.TimeUnit;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Everything in a kernel but its products, in nanoseconds per element of arrays that stay in the second-level cache. With
 * {@code -prof gc}, more than 0 bytes per element mean that vectors became objects.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ElementaryFunctionBenchmark {

    /** A number that fills no whole vectors. */
    private static final int LENGTH = 16_411;

    private static final int ROWS_TIMES_COLUMNS = 16_000;

    @Param({"scalar", "simd-128", "simd-256", "simd-512"})
    String kernel = "";

    private MatrixKernel functions = Kernels.kernel("scalar");
    private final float[] x = Kernels.normal(LENGTH);
    private final float[] positive = Kernels.normal(LENGTH);
    private final float[] y = new float[LENGTH];

    /** The columns of a matrix. */
    @State(Scope.Thread)
    public static class Columns {
        @Param({"10", "125", "1000"})
        int columns;
    }

    @Setup
    public void make() {
        functions = Kernels.kernel(kernel);
        for (int i = 0; i < LENGTH; i++) {
            positive[i] = Math.abs(x[i]);
        }
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] exp() {
        functions.exp(x, 0, y, 0, LENGTH);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] expm1() {
        functions.expm1(x, 0, y, 0, LENGTH);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] log() {
        functions.log(positive, 0, y, 0, LENGTH);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] tanh() {
        functions.tanh(x, 0, y, 0, LENGTH);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] sigmoid() {
        functions.sigmoid(x, 0, y, 0, LENGTH);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] softplus() {
        functions.softplus(x, 0, y, 0, LENGTH);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] erf() {
        functions.erf(x, 0, y, 0, LENGTH);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public double dot() {
        return functions.dot(x, 0, positive, 0, LENGTH);
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float maxAbs() {
        return functions.maxAbs(x, 0, LENGTH);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS_TIMES_COLUMNS)
    public float[] softmaxRows(Columns matrix) {
        functions.softmaxRows(ROWS_TIMES_COLUMNS / matrix.columns, matrix.columns, x, 0, y, 0);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS_TIMES_COLUMNS)
    public float[] logSumExpRows(Columns matrix) {
        functions.logSumExpRows(ROWS_TIMES_COLUMNS / matrix.columns, matrix.columns, x, 0, y, 0);
        return y;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS_TIMES_COLUMNS)
    public float[] columnSums(Columns matrix) {
        int columns = matrix.columns;
        functions.columnSums(ROWS_TIMES_COLUMNS / columns, columns, x, 0, columns, y, 0, Store.OVERWRITE);
        return y;
    }
}
