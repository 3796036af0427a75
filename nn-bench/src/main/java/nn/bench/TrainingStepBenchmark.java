package nn.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nn.core.activation.Relu;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.layer.Dense;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.network.TrainingPass;
import nn.core.optim.StepOptimizer;
import nn.optimizers.Adam;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole step of a ReLU classifier with Adam on one batch: forward, loss, backward, update. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrainingStepBenchmark {

    private static final int CLASSES = 10;

    @Param({"scalar", "simd"})
    String kernel = "";

    @Param({"1"})
    int threads;

    /** Batch size, then inputs and units of the hidden layers. */
    @Param({"32x784x128x64", "128x784x512x512"})
    String shape = "";

    private Compute compute = Compute.scalar();
    private Network network = new NetworkSpec(List.of(new Dense(1))).build(Shape.of(1), 1);
    private TrainingPass pass = network.newTrainingPass(compute, 1);
    private StepOptimizer.State state = new Adam().newState(network.layout());
    private Batch batch = new Batch(1, 1, new Targets.Values(List.of("y")));
    private long step;

    @Setup
    public void make() {
        compute = Kernels.compute(kernel, threads);
        int[] lengths =
                Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        NetworkSpec.Builder layers = NetworkSpec.builder();
        for (int i = 2; i < lengths.length; i++) {
            layers.dense(lengths[i]).activation(new Relu());
        }
        network = layers.dense(CLASSES).build(Shape.of(lengths[1]), 1);
        int rows = lengths[0];
        pass = network.newTrainingPass(compute, rows);
        state = new Adam().newState(network.layout());
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        batch = new Batch(rows, lengths[1], new Targets.Classes(names));
        batch.resize(rows);
        System.arraycopy(Kernels.normal(rows * lengths[1]), 0, batch.features(), 0, rows * lengths[1]);
        for (int r = 0; r < rows; r++) {
            batch.labels()[r] = r % CLASSES;
        }
        step = 0;
    }

    @TearDown
    public void close() {
        compute.close();
    }

    @Benchmark
    public double step() {
        float[] logits = pass.forward(batch.features(), batch.rows());
        double loss = new SoftmaxCrossEntropy().valueAndGradient(compute.kernel(), batch, logits, pass.logitGradient());
        pass.backward(batch.features());
        float[] theta = network.parameters();
        float[] gradients = pass.gradients();
        step++;
        compute.ranges(theta.length, (from, n) -> state.step(theta, gradients, from, from + n, step, 1e-3));
        return loss;
    }
}
