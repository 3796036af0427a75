package nn.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import nn.core.kernel.MatrixKernel;
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

    /** A multiple of what {@link KernelFunction} asks for. */
    private static final int LENGTH = 13 * 10 * 128;

    @Param({"scalar", "simd-128", "simd-256", "simd-512"})
    String kernel = "";

    @Param({
        "exp",
        "expm1",
        "log",
        "tanh",
        "sigmoid",
        "softplus",
        "erf",
        "sin",
        "cos",
        "softmaxRows",
        "logSumExpRows",
        "maxAbs",
        "dot",
        "norm",
        "columnSums",
        "scaleBytes"
    })
    String function = "";

    private MatrixKernel functions = Kernels.kernel("scalar");
    private KernelFunction measured = KernelFunction.ALL.getFirst();
    private float[] x = {};
    private final float[] y = Kernels.normal(LENGTH);

    @Setup
    public void make() {
        functions = Kernels.kernel(kernel);
        measured = KernelFunction.of(List.of(function)).getFirst();
        x = measured.arguments(LENGTH);
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public float[] call() {
        measured.call().run(functions, x, y, LENGTH);
        return y;
    }
}
