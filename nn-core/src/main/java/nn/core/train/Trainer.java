package nn.core.train;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import nn.core.NnException;
import nn.core.check.GradientCheck;
import nn.core.check.GradientReport;
import nn.core.check.GradientSample;
import nn.core.data.Dataset;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.data.TableDataset;
import nn.core.data.Targets;
import nn.core.diagnose.Diagnostics;
import nn.core.kernel.Compute;
import nn.core.loss.Loss;
import nn.core.loss.MeanSquaredError;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.model.Evaluator;
import nn.core.model.Model;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.optim.ConstantRate;
import nn.core.optim.GradientDescent;
import nn.core.optim.Optimizer;
import nn.core.optim.Schedule;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Require;
import nn.core.transform.TargetScaling;
import nn.core.transform.Transform;

/**
 * Trains an architecture on the training part of a split. What is not chosen has a default: the loss follows from the targets,
 * transforms follow from the features, target values are standardized where the loss allows it, the optimizer is plain gradient descent, batches have
 * 32 rows, early stopping is off, and the best kernel here computes on the calling thread.
 */
public final class Trainer {

    // What is not private is read by what prepares and checks a training.
    final NetworkSpec spec;
    Optional<Loss> loss = Optional.empty();
    Optional<List<Transform>> transforms = Optional.empty();
    Optional<TargetScaling> targetScaling = Optional.empty();
    ClassWeights classWeights = ClassWeights.NONE;
    double oversampling;
    private Optimizer optimizer = new GradientDescent();
    private final List<Phase> furtherPhases = new ArrayList<>();
    private Schedule schedule = new ConstantRate();
    TrainerSettings settings = TrainerSettings.DEFAULTS;
    Optional<Model> start = Optional.empty();
    List<String> frozen = List.of();
    private Optional<Diagnostics> diagnostics = Optional.empty();
    private Optional<Compute> compute = Optional.empty();
    private Storage storage = Storage.auto();
    final List<TrainingListener> listeners = new ArrayList<>();
    private final TreeMap<String, String> provenance = new TreeMap<>();

    private Trainer(NetworkSpec spec) {
        this.spec = spec;
    }

    /** A trainer of an architecture, with defaults for everything else. */
    public static Trainer of(NetworkSpec spec) {
        return new Trainer(spec);
    }

    /** Sets the loss. */
    public Trainer loss(Loss chosen) {
        loss = Optional.of(chosen);
        return this;
    }

    /**
     * Sets how much rows of each class count in the loss of the training, beside {@linkplain Dataset#weight weights of the rows}; all
     * the same by default. Evaluations count every row once.
     */
    public Trainer classWeights(ClassWeights chosen) {
        classWeights = chosen;
        return this;
    }

    /**
     * Repeats rows of rare classes in the training, as often as it takes for each class to have at least a share of the rows of the
     * largest; off by default. Transforms are fitted to the rows as they are, and validation and test have each row once.
     *
     * @param ratio the share, greater than 0 and at most 1, or 0 for none
     */
    public Trainer oversampling(double ratio) {
        Require.inUnitInterval("ratio", ratio);
        oversampling = ratio;
        return this;
    }

    /**
     * Sets how target values are scaled for the network; standardized by default, unless the loss needs them as they are. With a model
     * to start from, the default is the scale of that model.
     */
    public Trainer targetScaling(TargetScaling chosen) {
        targetScaling = Optional.of(chosen);
        return this;
    }

    /** Sets the transforms of the features, in order; an empty list leaves them as they are. */
    public Trainer transforms(List<Transform> chosen) {
        transforms = Optional.of(List.copyOf(chosen));
        return this;
    }

    /** Sets the optimizer. */
    public Trainer optimizer(Optimizer chosen) {
        optimizer = chosen;
        return this;
    }

    /**
     * Adds an optimizer that goes on where those before have ended, with the best network so far: a step optimizer comes near a
     * minimum, one that uses all rows at once gets to it.
     *
     * @param next the optimizer
     * @param epochs its epochs or iterations at most, 1 or more
     */
    public Trainer then(Optimizer next, int epochs) {
        furtherPhases.add(new Phase(next, epochs));
        return this;
    }

    /** Sets how the learning rate changes, in each phase from its beginning. */
    public Trainer schedule(Schedule chosen) {
        schedule = chosen;
        return this;
    }

    /** Sets the rows of a mini-batch, 1 or more. */
    public Trainer batchSize(int rows) {
        settings = settings.withBatchSize(rows);
        return this;
    }

    /** Sets the passes over the training part at most, 1 or more; if further optimizers follow, those with the first. */
    public Trainer epochs(int count) {
        settings = settings.withEpochs(count);
        return this;
    }

    /** Stops after so many epochs without a lower validation loss; 0 never stops. The best network is kept in any case. */
    public Trainer earlyStopping(int patience) {
        settings = settings.withEarlyStopping(patience);
        return this;
    }

    /** Sets what large weights cost; nothing by default. */
    public Trainer penalty(Penalty chosen) {
        settings = settings.withRules(settings.rules().withPenalty(chosen));
        return this;
    }

    /** Sets limits of the gradients; there are none by default. Optimizers that minimize the whole objective do without. */
    public Trainer clipping(Clipping chosen) {
        settings = settings.withRules(settings.rules().withClipping(chosen));
        return this;
    }

    /** Limits the norm of the weights that come into each unit, by shortening them after a step; greater than 0. */
    public Trainer maxNorm(double limit) {
        settings = settings.withRules(settings.rules().withMaxNorm(limit));
        return this;
    }

    /**
     * Averages the weights that the network has at the ends of epochs (stochastic weight averaging). From that epoch on it is the
     * average that is measured on the validation part and kept if it is the best, and patience begins anew.
     *
     * @param epoch the first that takes part, 1 or more
     */
    public Trainer averageFrom(int epoch) {
        settings = settings.withAverageFrom(Optional.of(epoch));
        return this;
    }

    /** Sets the seed of initial weights, order of rows, and noise; 1 by default. */
    public Trainer seed(long seed) {
        settings = settings.withSeed(seed);
        return this;
    }

    /**
     * Starts from a trained model instead of random weights: takes over each layer that has the same name and shapes there. The last
     * layer is only taken if the model predicts the same targets. Unless transforms are chosen, those of the model serve as they
     * were fitted, if the features are the same.
     */
    public Trainer startFrom(Model model) {
        start = Optional.of(model);
        return this;
    }

    /** Freezes layers, by the names that {@link Network#frozen} takes: training leaves them as they are. */
    public Trainer freeze(String... layers) {
        frozen = List.of(layers);
        return this;
    }

    /** Sets kernel and threads; the caller closes it. The results do not depend on them. */
    public Trainer compute(Compute chosen) {
        compute = Optional.of(chosen);
        return this;
    }

    /** Sets where the inputs of the network are kept: in memory unless they are large, by default. The results do not depend on it. */
    public Trainer storage(Storage chosen) {
        storage = chosen;
        return this;
    }

    /** Has the network looked into now and then; listeners hear {@link TrainingEvent.Diagnosed}. Off unless asked for. */
    public Trainer diagnostics(Diagnostics chosen) {
        diagnostics = Optional.of(chosen);
        return this;
    }

    /** Adds somebody who hears what happens. */
    public Trainer listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Adds a fact about where the model comes from; it is saved with it. */
    public Trainer provenance(String key, String value) {
        provenance.put(key, value);
        return this;
    }

    /** A trainer of the same network, loss and optimizer for a {@link LearningRateFinder}. */
    Trainer rangeTest(Function<StepOptimizer, Schedule> sweep, int steps, TrainingListener watcher) {
        if (!(optimizer instanceof StepOptimizer stepOptimizer)) {
            throw new NnException.Configuration("A learning rate range test needs an optimizer with a learning rate; \""
                    + optimizer.spec().name() + "\" has none.");
        }
        Trainer test = new Trainer(spec);
        test.loss = loss;
        test.classWeights = classWeights;
        test.oversampling = oversampling;
        test.targetScaling = targetScaling;
        test.transforms = transforms;
        test.optimizer = optimizer;
        test.schedule = sweep.apply(stepOptimizer);
        // Each epoch has at least one step.
        test.settings = settings.withEpochs(steps).withEarlyStopping(0).withAverageFrom(Optional.empty());
        test.start = start;
        test.frozen = frozen;
        test.compute = compute;
        test.storage = storage;
        test.listeners.add(watcher);
        return test;
    }

    /**
     * Fits transforms and network to the training part, watched on the validation part.
     *
     * @throws NnException.Configuration if the choices do not fit each other or the data
     * @throws NnException.Diverged if the loss or a weight is no longer finite
     */
    public Training fit(Split split) {
        // Temporary files of this training are gone when it ends: a search makes many trainings.
        try (Arena arena = Arena.ofShared()) {
            return fit(split, storage.within(arena));
        }
    }

    private Training fit(Split split, Storage inputs) {
        Compute chosenCompute = compute.orElseGet(Compute::best);
        TrainingStart prepared = TrainingStart.of(this, split.training(), inputs);
        Optional<WeightAverage> average = settings.averageFrom()
                .map(epoch ->
                        new WeightAverage(prepared.network(), epoch, prepared.examples(), chosenCompute, settings));
        Optional<Evaluator> validation = split.validation().size() == 0
                ? Optional.empty()
                : Optional.of(new Evaluator(
                        average.map(WeightAverage::average).orElse(prepared.network()),
                        prepared.loss(),
                        prepared.preprocessing().targetScale(),
                        prepared.preprocessing()
                                .examples(
                                        split.validation().dataset(),
                                        split.validation().rows(),
                                        inputs),
                        chosenCompute));
        TrainingRun run = new TrainingRun(
                prepared.network(),
                average,
                prepared.examples(),
                prepared.loss(),
                chosenCompute,
                settings,
                validation,
                diagnostics,
                listeners);
        StopReason reason = new PhaseSequence(run, phases(), schedule).train();
        run.finish(reason);
        Dataset dataset = split.training().dataset();
        Model model = new Model(
                prepared.network(),
                prepared.preprocessing(),
                dataset.targets(),
                targetColumns(dataset),
                prepared.loss(),
                allProvenance(dataset, chosenCompute));
        return new Training(model, run.history(), run.bestEpoch(), reason, split.test(), chosenCompute);
    }

    /**
     * Compares the gradients of the initial network on some of the training rows with numeric derivatives.
     *
     * @param split whose training part
     * @param sample how much to check
     * @param watcher sees the network before
     * @throws NnException.Configuration if the choices do not fit each other or the data
     */
    public GradientReport checkGradients(Split split, GradientSample sample, Consumer<Network> watcher) {
        TrainingStart prepared = TrainingStart.of(this, split.training(), storage);
        watcher.accept(prepared.network());
        return GradientCheck.run(
                prepared.network(), prepared.loss(), prepared.examples(), sample, compute.orElseGet(Compute::best));
    }

    /** The optimizers in order. */
    List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(optimizer, settings.epochs()));
        phases.addAll(furtherPhases);
        return phases;
    }

    static Loss defaultLoss(Targets targets) {
        return switch (targets) {
            case Targets.Classes _ -> new SoftmaxCrossEntropy();
            case Targets.Values _ -> new MeanSquaredError();
        };
    }

    private static List<String> targetColumns(Dataset dataset) {
        return dataset instanceof TableDataset table ? table.targetColumns() : List.of();
    }

    private SortedMap<String, String> allProvenance(Dataset dataset, Compute chosenCompute) {
        TreeMap<String, String> facts = new TreeMap<>(provenance);
        facts.put("data", dataset.name());
        facts.put("seed", Long.toString(settings.seed()));
        facts.put(
                "optimizer",
                phases().stream()
                        .map(phase -> phase.optimizer().spec().toString())
                        .collect(Collectors.joining(",")));
        facts.put("compute", chosenCompute.description());
        return facts;
    }
}
