package nn.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.matrix.Shape;
import nn.core.optim.GradientDescent;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
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

/** One step of an optimizer over all parameters. It needs no kernel: the loops are plain and compiled to vectors by the JIT. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimizerStepBenchmark {

    @Param({
        "gradient-descent",
        "momentum",
        "nesterov",
        "adagrad",
        "rmsprop",
        "adadelta",
        "adam",
        "adamax",
        "nadam",
        "amsgrad",
        "adamw",
        "radam",
        "lion",
        "rprop"
    })
    String optimizer = "";

    /** Whose parameters. */
    @Param({"W1", "W2", "W4"})
    String workload = "";

    private int parameters;
    private StepOptimizer.State state = new GradientDescent().newState(new ParameterLayout(List.of()));
    private float[] theta = {};
    private float[] gradients = {};
    private long step;

    @Setup
    public void make() {
        Workload of = Workload.of(workload);
        parameters = of.network().build(Shape.of(of.inputs()), 1).parameters().length;
        Segment all = new Segment("all", Role.WEIGHT, Shape.of(parameters), 0);
        StepOptimizer steps = (StepOptimizer) Registry.load().create(Optimizer.class, Spec.of(optimizer));
        state = steps.newState(new ParameterLayout(List.of(all)));
        theta = Kernels.normal(parameters);
        gradients = Kernels.normal(parameters);
        step = 0;
    }

    @Benchmark
    public float[] step() {
        state.step(theta, gradients, 0, parameters, ++step, 1e-9);
        return theta;
    }
}
