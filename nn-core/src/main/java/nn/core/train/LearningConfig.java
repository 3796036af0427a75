package nn.core.train;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.diagnose.Diagnostics;
import nn.core.loss.Loss;
import nn.core.optim.Optimizer;
import nn.core.optim.Schedule;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Require;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.transform.TargetScaling;
import nn.core.transform.Transform;

/**
 * How a network learns: what it minimizes, on which values, by which steps, and for how long.
 *
 * @param classWeights {@code balanced}, or {@code name=weight} for some classes: {@link Trainer#classWeights}
 * @param oversample the share of the rows of the largest class that each class has at least, because rows of rare ones are repeated;
 *     0 for none: {@link Trainer#oversampling}
 * @param loss by default softmax cross-entropy for classes and the mean squared error for numbers
 * @param optimizer how parameters follow from gradients; of several, each goes on where the one before has ended
 * @param learningRate replaces that of the optimizers that have one
 * @param schedule how the learning rate changes
 * @param l1 the price of the magnitude of each weight, 0 or more
 * @param l2 the price of half the square of each weight, 0 or more; with both it is the elastic net; by default 0, or what suits the
 *     data where the layers are left to them as well
 * @param maxNorm limit of the norm of the weights that come into each unit, greater than 0
 * @param clipValue limit of the magnitude of each derivative, greater than 0
 * @param clipNorm limit of the norm of the gradient of each tensor, greater than 0
 * @param clipGlobalNorm limit of the norm of the whole gradient, greater than 0
 * @param averageFrom the epoch from which on the weights at the ends of epochs are averaged, 1 or more
 * @param transforms of the features, in order; by default those that suit the data
 * @param targetScale how target values are scaled for the network; by default standardized where the loss allows it
 * @param batchSize rows in a mini-batch, 1 or more; by default what suits the number of rows
 * @param epochs passes over the training part at most, 1 or more, or iterations of an optimizer that uses all rows at once; one
 *     number for each optimizer; by default what suits the number of rows
 * @param earlyStopping epochs without a better validation result after which to stop; 0 never stops; by default what suits the
 *     number of rows
 * @param diagnostics steps from one look into the network to the next; 0 for never; by default as often as costs little
 */
public record LearningConfig(
        List<String> classWeights,
        double oversample,
        Optional<Spec> loss,
        List<Spec> optimizer,
        Optional<Double> learningRate,
        Spec schedule,
        double l1,
        Optional<Double> l2,
        Optional<Double> maxNorm,
        Optional<Double> clipValue,
        Optional<Double> clipNorm,
        Optional<Double> clipGlobalNorm,
        Optional<Integer> averageFrom,
        List<Spec> transforms,
        Optional<TargetScaling> targetScale,
        Optional<Integer> batchSize,
        Optional<List<Integer>> epochs,
        Optional<Integer> earlyStopping,
        Optional<Integer> diagnostics)
        implements Settings.Group {

    /** Checks what can be checked without data. */
    public LearningConfig {
        classWeights = List.copyOf(classWeights);
        ClassWeights.parse(classWeights);
        Require.inUnitInterval("oversample", oversample);
        optimizer = List.copyOf(optimizer);
        transforms = List.copyOf(transforms);
        epochs = epochs.map(List::copyOf);
        learningRate.ifPresent(rate -> Require.positive("learningRate", rate));
        Require.notNegative("l1", l1);
        l2.ifPresent(price -> Require.notNegative("l2", price));
        maxNorm.ifPresent(limit -> Require.positive("maxNorm", limit));
        clipValue.ifPresent(limit -> Require.positive("clipValue", limit));
        clipNorm.ifPresent(limit -> Require.positive("clipNorm", limit));
        clipGlobalNorm.ifPresent(limit -> Require.positive("clipGlobalNorm", limit));
        averageFrom.ifPresent(epoch -> Require.atLeast(1, "averageFrom", epoch));
        batchSize.ifPresent(rows -> Require.atLeast(1, "batchSize", rows));
        epochs.ifPresent(counts -> counts.forEach(count -> Require.atLeast(1, "epochs", count)));
        earlyStopping.ifPresent(count -> Require.atLeast(0, "earlyStopping", count));
        diagnostics.ifPresent(steps -> Require.atLeast(0, "diagnostics", steps));
    }

    static LearningConfig defaults() {
        return new LearningConfig(
                List.of(),
                0,
                Optional.empty(),
                List.of(Spec.of("adam")),
                Optional.empty(),
                Spec.of("constant"),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    void check(Registry registry) {
        loss.ifPresent(spec -> registry.create(Loss.class, spec));
        optimizers(registry);
        registry.create(Schedule.class, schedule);
        transforms(registry);
    }

    /** The rows of a batch, if they are given, or all rows where an optimizer needs them. */
    Optional<Integer> batchSize(int trainingRows, Registry registry) {
        boolean allRows = optimizers(registry).stream()
                .anyMatch(each -> each instanceof StepOptimizer steps && steps.needsAllRows());
        return batchSize.or(() -> allRows ? Optional.of(trainingRows) : Optional.empty());
    }

    /**
     * The choices that follow from the data.
     *
     * @param defaultPenalty the price of half the square of each weight, unless one is given
     */
    Settings missing(DataDefaults defaults, double defaultPenalty, Registry registry) {
        return Settings.builder()
                .put("optimizer", namesForFiles(registry))
                .put("batch-size", defaults.batchSize())
                .put("epochs", epochs.orElse(Collections.nCopies(optimizer.size(), defaults.epochs())))
                .put("early-stopping", earlyStopping.orElse(defaults.earlyStopping()))
                .put("l2", l2.orElse(defaultPenalty))
                .build();
    }

    /** Hands all choices to a trainer but that of the loss; none is missing. */
    void begin(Trainer trainer, Registry registry) {
        List<Optimizer> optimizers = optimizers(registry);
        List<Integer> epochCounts = epochs.orElseThrow();
        trainer.classWeights(ClassWeights.parse(classWeights))
                .oversampling(oversample)
                .optimizer(optimizers.getFirst())
                .schedule(registry.create(Schedule.class, schedule))
                .penalty(new Penalty(l1, l2.orElseThrow()))
                .clipping(new Clipping(
                        clipValue.orElse(Clipping.NONE.value()),
                        clipNorm.orElse(Clipping.NONE.norm()),
                        clipGlobalNorm.orElse(Clipping.NONE.globalNorm())))
                .batchSize(batchSize.orElseThrow())
                .epochs(epochCounts.getFirst())
                .earlyStopping(earlyStopping.orElseThrow());
        targetScale.ifPresent(trainer::targetScaling);
        maxNorm.ifPresent(trainer::maxNorm);
        averageFrom.ifPresent(trainer::averageFrom);
        for (int i = 1; i < optimizers.size(); i++) {
            trainer.then(optimizers.get(i), epochCounts.get(i));
        }
        if (diagnostics.isEmpty()) {
            trainer.diagnostics(new Diagnostics());
        } else if (diagnostics.get() > 0) {
            trainer.diagnostics(new Diagnostics(diagnostics.get()));
        }
        if (!transforms.isEmpty()) {
            trainer.transforms(transforms(registry));
        }
    }

    /**
     * The transforms that were chosen, in order.
     *
     * @throws nn.core.NnException.Configuration if one is unknown or refuses a setting
     */
    public List<Transform> transforms(Registry registry) {
        return transforms.stream()
                .map(spec -> registry.create(Transform.class, spec))
                .toList();
    }

    /**
     * The optimizers, in order, with the learning rate in its place.
     *
     * @throws nn.core.NnException.Configuration if one is unknown or refuses a setting, none has a learning rate where one is
     *     set, or the numbers of epochs are not as many
     */
    public List<Optimizer> optimizers(Registry registry) {
        if (optimizer.isEmpty()) {
            throw new NnException.Configuration("Setting \"optimizer\" is empty, expected one name or more.");
        }
        if (epochs.isPresent() && epochs.get().size() != optimizer.size()) {
            throw new NnException.Configuration(
                    "Setting \"epochs\" has " + epochs.get().size() + " numbers for " + optimizer.size()
                            + " optimizers, expected one for each, as in --optimizer adam,l-bfgs --epochs 100,50.");
        }
        List<Optimizer> own = optimizer.stream()
                .map(spec -> registry.create(Optimizer.class, spec))
                .toList();
        if (learningRate.isEmpty()) {
            return own;
        }
        if (own.stream().noneMatch(StepOptimizer.class::isInstance)) {
            throw new NnException.Configuration("Setting \"learning-rate\" is " + learningRate.get() + ", but "
                    + optimizer.getFirst().name() + " has none: it chooses its steps itself. Leave it out.");
        }
        return own.stream()
                .map(each -> each instanceof StepOptimizer
                        ? registry.create(Optimizer.class, withLearningRate(each.spec(), learningRate.get()))
                        : each)
                .toList();
    }

    /** The optimizers under their own names: what people call them otherwise is never written to a file. */
    private List<Spec> namesForFiles(Registry registry) {
        return optimizer.stream()
                .map(spec ->
                        new Spec(registry.create(Optimizer.class, spec).spec().name(), spec.settings()))
                .toList();
    }

    private static Spec withLearningRate(Spec spec, double rate) {
        Settings.Builder settings = Settings.builder();
        spec.settings().asMap().forEach((key, value) -> {
            if (!key.equals("learning-rate")) {
                settings.put(key, value);
            }
        });
        return new Spec(spec.name(), settings.put("learning-rate", rate).build());
    }
}
