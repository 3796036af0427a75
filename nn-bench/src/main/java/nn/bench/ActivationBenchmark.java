package nn.bench;

import java.util.concurrent.TimeUnit;
import nn.core.activation.Activation;
import nn.core.activation.ElementwiseActivation;
import nn.core.activation.Relu;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
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

/** Activations, forward and backward, on as many elements as the first layer of a small network has for a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ActivationBenchmark {

    @Param({"scalar", "simd"})
    String kernel = "";

    @Param({"relu", "leaky-relu", "elu", "sigmoid", "tanh"})
    String activation = "";

    @Param({"16411"})
    int length;

    private MatrixKernel functions = Kernels.kernel("scalar");
    private ElementwiseActivation f = new Relu();
    private float[] z = {};
    private float[] a = {};
    private float[] gradient = {};
    private float[] inputGradient = {};

    @Setup
    public void make() {
        functions = Kernels.kernel(kernel);
        f = (ElementwiseActivation) Registry.load().create(Activation.class, Spec.of(activation));
        z = Kernels.normal(length);
        gradient = Kernels.normal(length);
        a = new float[length];
        inputGradient = new float[length];
        f.forward(functions, z, a, 0, length);
    }

    @Benchmark
    public float[] forward() {
        f.forward(functions, z, a, 0, length);
        return a;
    }

    @Benchmark
    public float[] backward() {
        f.backward(functions, z, a, gradient, inputGradient, 0, length);
        return inputGradient;
    }
}
