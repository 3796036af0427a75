package nn.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.Store;
import nn.core.kernel.Transpose;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three products of a dense layer: forward A·W, weights Aᵀ·D, inputs D·Wᵀ; a time t means 2·rows·in·out / t FLOP/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GemmBenchmark {

    @Param({"scalar", "simd"})
    String kernel = "";

    /** Rows of the batch, inputs, outputs. */
    @Param({"32x784x128", "128x784x512", "128x512x512", "64x20x64", "10x100x10", "97x101x103"})
    String shape = "";

    private MatrixKernel gemm = Kernels.kernel("scalar");
    private int rows;
    private int in;
    private int out;
    private float[] input = {};
    private float[] weights = {};
    private float[] outputs = {};
    private float[] target = {};

    @Setup
    public void make() {
        gemm = Kernels.kernel(kernel);
        int[] lengths =
                Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        rows = lengths[0];
        in = lengths[1];
        out = lengths[2];
        input = Kernels.normal(rows * in);
        weights = Kernels.normal(in * out);
        outputs = Kernels.normal(rows * out);
        target = new float[Math.max(rows, in) * Math.max(in, out)];
    }

    @Benchmark
    public float[] forward() {
        gemm.gemm(
                Transpose.NO,
                Transpose.NO,
                rows,
                out,
                in,
                input,
                0,
                in,
                weights,
                0,
                out,
                target,
                0,
                out,
                Store.OVERWRITE);
        return target;
    }

    @Benchmark
    public float[] weightGradient() {
        gemm.gemm(
                Transpose.YES,
                Transpose.NO,
                in,
                out,
                rows,
                input,
                0,
                in,
                outputs,
                0,
                out,
                target,
                0,
                out,
                Store.OVERWRITE);
        return target;
    }

    @Benchmark
    public float[] inputGradient() {
        gemm.gemm(
                Transpose.NO,
                Transpose.YES,
                rows,
                in,
                out,
                outputs,
                0,
                out,
                weights,
                0,
                out,
                target,
                0,
                in,
                Store.OVERWRITE);
        return target;
    }
}
