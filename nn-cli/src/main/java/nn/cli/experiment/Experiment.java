package nn.cli.experiment;

import java.util.List;
import java.util.function.Consumer;
import nn.core.kernel.Compute;
import nn.core.spi.Registry;

/** Something to try out that ends in a table and a picture. The same seed gives the same numbers. */
public interface Experiment {

    /** What is typed. */
    String name();

    /** A line about the question that it answers. */
    String question();

    /** Runs it. */
    Outcome run(Setting setting);

    /**
     * What an experiment runs with.
     *
     * @param registry where components are found
     * @param compute kernel and threads
     * @param seed of weights, order of rows, and noise
     * @param progress told what is being done
     */
    record Setting(Registry registry, Compute compute, long seed, Consumer<String> progress) {}

    /** All experiments, as {@code nn experiment list} shows them. */
    static List<Experiment> all() {
        return List.of(
                new UniversalApproximation(),
                new SignalPropagation(),
                new ActivationComparison(),
                new ExplodingGradients(),
                new LearningRateRange());
    }
}
