package nn.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.layer.Dense;
import nn.core.loss.Loss;
import nn.core.loss.MeanSquaredError;
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

/** A whole step of a workload on one batch: forward, loss, backward, update. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrainingStepBenchmark {

    @Param({"scalar", "simd"})
    String kernel = "";

    @Param({"1"})
    int threads;

    @Param({"W1", "W2", "W3", "W4", "W5"})
    String workload = "";

    private Compute compute = Compute.scalar();
    private Network network = new NetworkSpec(List.of(new Dense(1))).build(Shape.of(1), 1);
    private TrainingPass pass = network.newTrainingPass(compute, 1);
    private StepOptimizer.State state = new Adam().newState(network.layout());
    private Batch batch = new Batch(1, 1, new Targets.Values(List.of("y")));
    private Loss loss = new MeanSquaredError();
    private long step;

    @Setup
    public void make() {
        Workload of = Workload.of(workload);
        compute = Kernels.compute(kernel, threads);
        network = of.network().build(Shape.of(of.inputs()), 1);
        pass = network.newTrainingPass(compute, of.batchSize());
        state = of.optimizer().newState(network.layout());
        loss = of.isRegression() ? new MeanSquaredError() : new SoftmaxCrossEntropy();
        batch = new Batch(of.batchSize(), of.inputs(), targets(of));
        batch.resize(of.batchSize());
        fill(Kernels.normal(batch.features().length), batch.features());
        fill(Kernels.normal(batch.values().length), batch.values());
        for (int r = 0; r < batch.labels().length; r++) {
            batch.labels()[r] = r % of.outputs();
        }
        step = 0;
    }

    private static Targets targets(Workload workload) {
        List<String> names =
                IntStream.range(0, workload.outputs()).mapToObj(String::valueOf).toList();
        return workload.isRegression() ? new Targets.Values(names) : new Targets.Classes(names);
    }

    private static void fill(float[] from, float[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    @TearDown
    public void close() {
        compute.close();
    }

    @Benchmark
    public double step() {
        float[] logits = pass.forward(batch.features(), batch.rows());
        double value = loss.valueAndGradient(compute.kernel(), batch, logits, pass.logitGradient());
        pass.backward(batch.features());
        float[] theta = network.parameters();
        float[] gradients = pass.gradients();
        step++;
        compute.ranges(theta.length, (from, n) -> state.step(theta, gradients, from, from + n, step, 1e-3));
        return value;
    }
}
