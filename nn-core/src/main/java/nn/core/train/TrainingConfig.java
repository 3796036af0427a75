package nn.core.train;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Role;
import nn.core.data.ShiftedSplit;
import nn.core.data.Split;
import nn.core.data.SplitStrategy;
import nn.core.data.Storage;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;
import nn.core.diagnose.Diagnostics;
import nn.core.init.Initializer;
import nn.core.layer.Layer;
import nn.core.layer.Nonlinearity;
import nn.core.loss.BinaryCrossEntropy;
import nn.core.loss.Loss;
import nn.core.model.Model;
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
 * All choices of a training in words and numbers: the single source of the command line's options (batchSize is {@code
 * --batch-size}), of configuration files, and of what a run records. Components are {@linkplain Spec named with their
 * settings}. An empty choice follows from the data or from other choices.
 *
 * @param data the source of the data, such as {@code digits} or a file's path; what a source may be is known to nn.data
 * @param target the column or columns to predict
 * @param task {@code classification} or {@code regression}, where the target column allows both
 * @param missing texts that stand for a missing value in a data file
 * @param categorical columns that hold categories even where they look like numbers
 * @param ignore columns that are left out
 * @param weights a column that says how much each row counts in the loss of the training; not a feature
 * @param group a column that says what a row belongs to, such as a person; not a feature
 * @param time a column that says when a row came about: numbers, or dates as text; not a feature
 * @param classWeights {@code balanced}, or {@code name=weight} for some classes: {@link Trainer#classWeights}
 * @param layers all layers but the last, in place of the choices from hidden to layerNorm
 * @param oversample the share of the rows of the largest class that each class has at least, because rows of rare ones are repeated;
 *     0 for none: {@link Trainer#oversampling}
 * @param hidden units of each hidden layer, from input to output; by default what suits the data
 * @param residual whether each hidden layer but the first is a residual block
 * @param activation after each hidden layer: an activation, or a layer that {@linkplain Nonlinearity takes its place}
 * @param initializer of all weights; by default the one that suits the activation
 * @param initialBias first value of the biases of hidden layers
 * @param dropout rate after each hidden layer, in [0, 1); by default what suits the data
 * @param inputDropout rate on the inputs, in [0, 1)
 * @param alphaDropout rate of alpha dropout after each hidden layer, in [0, 1), in place of dropout; for SELU
 * @param inputNoise standard deviation of normal noise that training adds to the transformed inputs, 0 or more
 * @param batchNorm whether to normalize each unit over the batch, before each activation
 * @param layerNorm whether to normalize each row over the units, before each activation
 * @param initFrom the file of a model to start from: {@link Trainer#startFrom}; unless layers or hidden are given, all layers of
 *     that model but the last
 * @param freeze names of layers that training leaves as they are: {@link Trainer#freeze}
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
 * @param split what decides which rows are kept apart; by default what {@linkplain SplitStrategy#suiting suits the data}
 * @param validation share of rows to watch with, in [0, 1)
 * @param test share of rows to measure the result with, in [0, 1); data with test rows of their own ignore it
 * @param validationData a source of rows to watch with, in place of a share
 * @param testData a source of rows to measure the result with, in place of a share or of the data's own
 * @param shifted a source of rows on which the result counts, of another distribution than the data: {@link ShiftedSplit}
 * @param optimalError the error on these rows that cannot be avoided, if it is known, 0 or more
 * @param earlyStopping epochs without a better validation result after which to stop; 0 never stops; by default what suits the
 *     number of rows
 * @param diagnostics steps from one look into the network to the next; 0 for never; by default as often as costs little
 * @param seed of the split, the initial weights, the order of rows, and noise
 * @param threads number of threads; results do not depend on it
 * @param kernel {@code auto} or the name of a kernel; results do not depend on it
 * @param storage where data are kept: {@code auto}, {@code memory} or {@code disk}; results do not depend on it
 */
public record TrainingConfig(
        String data,
        Optional<String> target,
        Optional<String> task,
        List<String> missing,
        List<String> categorical,
        List<String> ignore,
        Optional<String> weights,
        Optional<String> group,
        Optional<String> time,
        List<String> classWeights,
        double oversample,
        Optional<List<Spec>> layers,
        Optional<List<Integer>> hidden,
        boolean residual,
        Spec activation,
        Optional<Spec> initializer,
        double initialBias,
        Optional<Double> dropout,
        double inputDropout,
        double alphaDropout,
        double inputNoise,
        boolean batchNorm,
        boolean layerNorm,
        Optional<String> initFrom,
        List<String> freeze,
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
        Optional<SplitStrategy> split,
        double validation,
        double test,
        Optional<String> validationData,
        Optional<String> testData,
        Optional<String> shifted,
        Optional<Double> optimalError,
        Optional<Integer> earlyStopping,
        Optional<Integer> diagnostics,
        long seed,
        int threads,
        String kernel,
        String storage) {

    /** Checks what can be checked without data. */
    public TrainingConfig {
        missing = List.copyOf(missing);
        categorical = List.copyOf(categorical);
        ignore = List.copyOf(ignore);
        classWeights = List.copyOf(classWeights);
        ClassWeights.parse(classWeights);
        Require.inUnitInterval("oversample", oversample);
        layers = layers.map(List::copyOf);
        hidden = hidden.map(List::copyOf);
        optimizer = List.copyOf(optimizer);
        freeze = List.copyOf(freeze);
        transforms = List.copyOf(transforms);
        epochs = epochs.map(List::copyOf);
        hidden.ifPresent(list -> list.forEach(width -> Require.atLeast(1, "hidden", width)));
        dropout.ifPresent(rate -> Require.inHalfOpenUnitInterval("dropout", rate));
        Require.finite("initialBias", initialBias);
        Require.inHalfOpenUnitInterval("inputDropout", inputDropout);
        Require.inHalfOpenUnitInterval("alphaDropout", alphaDropout);
        Require.notNegative("inputNoise", inputNoise);
        boolean units = hidden.isPresent() || residual || initialBias != 0 || batchNorm || layerNorm;
        boolean noise = dropout.isPresent() || inputDropout > 0 || alphaDropout > 0 || inputNoise > 0;
        if (layers.isPresent() && (units || noise)) {
            throw new IllegalArgumentException(
                    "Setting \"layers\" is the whole network up to its last layer. Leave out hidden,"
                            + " residual, initial-bias, dropout, input-dropout, alpha-dropout, input-noise, batch-norm and"
                            + " layer-norm.");
        }
        if (alphaDropout > 0 && dropout.orElse(0.0) > 0) {
            throw new IllegalArgumentException("Both dropout and alpha-dropout are given; choose one of them.");
        }
        if (batchNorm && layerNorm) {
            throw new IllegalArgumentException("Both batch-norm and layer-norm are given; choose one of them.");
        }
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
        Require.inHalfOpenUnitInterval("validation", validation);
        Require.inHalfOpenUnitInterval("test", test);
        if (shifted.isPresent() && (validationData.isPresent() || testData.isPresent())) {
            throw new IllegalArgumentException(
                    "With \"shifted\", the rows to validate and for the test are shifted ones."
                            + " Leave out validation-data and test-data.");
        }
        if (shifted.isPresent() && (validation == 0 || test == 0)) {
            throw new IllegalArgumentException("With \"shifted\", validation is " + validation + " and test is " + test
                    + ", expected shares above 0: errors are compared on all sets.");
        }
        if (optimalError.isPresent() && shifted.isEmpty()) {
            throw new IllegalArgumentException(
                    "Setting \"optimal-error\" is compared with the errors on the data and on"
                            + " shifted ones. Give these with \"shifted\", or leave it out.");
        }
        optimalError.ifPresent(error -> Require.notNegative("optimalError", error));
        earlyStopping.ifPresent(count -> Require.atLeast(0, "earlyStopping", count));
        diagnostics.ifPresent(steps -> Require.atLeast(0, "diagnostics", steps));
        Require.atLeast(1, "threads", threads);
        Storage.of(storage);
    }

    /**
     * What gives a good result on most tables without further thought: two hidden layers of ReLUs, Adam, early stopping. Sizes
     * are left to the number of rows.
     *
     * @param data the source of the data
     */
    public static TrainingConfig defaults(String data) {
        return new TrainingConfig(
                data,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                Spec.of("relu"),
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                0,
                0,
                false,
                false,
                Optional.empty(),
                List.of(),
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
                0.1,
                0.1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Runtime.getRuntime().availableProcessors(),
                "auto",
                "auto");
    }

    /**
     * This configuration with some of its values replaced.
     *
     * @param settings values by kebab-case key
     * @param registry where components are found
     * @throws nn.core.NnException.Configuration if a key is unknown or a value is not accepted
     */
    public TrainingConfig with(Settings settings, Registry registry) {
        return settings.toRecord(MethodHandles.lookup(), this, registry);
    }

    /** All values by kebab-case key; those that are empty are left out. */
    public Settings toSettings() {
        return Spec.of("training", this, MethodHandles.lookup()).settings();
    }

    /**
     * Makes each component once, so that a wrong name or setting is found before data are read.
     *
     * @param registry where components are found
     * @throws nn.core.NnException.Configuration if a component is unknown or a setting is not accepted
     */
    public void check(Registry registry) {
        Nonlinearity.of(activation, registry);
        layers.orElse(List.of()).forEach(spec -> registry.create(Layer.class, spec));
        initializer.ifPresent(spec -> registry.create(Initializer.class, spec));
        loss.ifPresent(spec -> registry.create(Loss.class, spec));
        optimizers(registry);
        registry.create(Schedule.class, schedule);
        transforms.forEach(spec -> registry.create(Transform.class, spec));
    }

    /** The columns that have a role. */
    public SortedMap<Role, String> roles() {
        SortedMap<Role, String> roles = new TreeMap<>();
        weights.ifPresent(column -> roles.put(Role.WEIGHT, column));
        group.ifPresent(column -> roles.put(Role.GROUP, column));
        time.ifPresent(column -> roles.put(Role.TIME, column));
        return roles;
    }

    /** What decides which rows of some data are kept apart. */
    public SplitStrategy strategy(Dataset dataset) {
        return split.orElseGet(() -> SplitStrategy.suiting(dataset));
    }

    /**
     * Cuts a data set as configured.
     *
     * @param dataset the data
     * @param ownValidation rows of their own to watch with, if there are any
     * @param ownTest rows of their own for the test, if there are any
     */
    public Split split(Dataset dataset, Optional<Dataset> ownValidation, Optional<Dataset> ownTest) {
        double validationShare = ownValidation.isPresent() ? 0 : validation;
        double testShare = ownTest.isPresent() ? 0 : test;
        Split split = Split.of(strategy(dataset), dataset, validationShare, testShare, seed);
        Split watched = ownValidation.map(split::withValidation).orElse(split);
        return ownTest.map(watched::withTest).orElse(watched);
    }

    /**
     * Cuts a data set and a shifted one as configured; of the latter, the shares for validation and test are in proportion to
     * each other.
     *
     * @param dataset the data to learn from
     * @param shiftedData those on which the result counts
     */
    public ShiftedSplit split(Dataset dataset, Dataset shiftedData) {
        return ShiftedSplit.of(strategy(dataset), dataset, validation, shiftedData, test / (validation + test), seed);
    }

    /**
     * This configuration with the choices that follow from the data made.
     *
     * @param trainingRows rows in the training part
     * @param targets what is predicted
     * @param registry where components are found
     */
    public TrainingConfig forData(int trainingRows, Targets targets, Registry registry) {
        boolean allRows = optimizers(registry).stream()
                .anyMatch(each -> each instanceof StepOptimizer steps && steps.needsAllRows());
        DataDefaults defaults = DataDefaults.of(
                trainingRows,
                lossFor(targets, registry).link(),
                batchSize.or(() -> allRows ? Optional.of(trainingRows) : Optional.empty()));
        List<Integer> defaultEpochs = Collections.nCopies(optimizer.size(), defaults.epochs());
        Settings.Builder choices = Settings.builder();
        if (initFrom.isPresent() && layers.isEmpty() && hidden.isEmpty()) {
            List<Layer> all = startModel(registry).network().spec().layers();
            choices.put(
                    "layers",
                    all.subList(0, all.size() - 1).stream().map(Layer::spec).toList());
        } else if (layers.isEmpty()) {
            choices.put("hidden", hidden.orElse(defaults.hidden()))
                    .put("dropout", dropout.orElse(alphaDropout > 0 ? 0 : defaults.dropout()));
        }
        return with(
                choices.put("optimizer", namesForFiles(registry))
                        .put("batch-size", defaults.batchSize())
                        .put("epochs", epochs.orElse(defaultEpochs))
                        .put("early-stopping", earlyStopping.orElse(defaults.earlyStopping()))
                        .put("l2", l2.orElse(choosesNetwork() ? 0 : defaults.l2()))
                        .build(),
                registry);
    }

    /** Whether the layers are no matter of defaults; the default penalty suits the default layers. */
    private boolean choosesNetwork() {
        return hidden.isPresent() || layers.isPresent() || initFrom.isPresent();
    }

    /**
     * The trainer that this configuration describes; kernel, threads and storage are left to the caller.
     *
     * @param part the rows to learn from
     * @param registry where components are found
     * @throws nn.core.NnException.Configuration if a component is unknown or does not fit the targets
     */
    public Trainer trainer(TrainingPart part, Registry registry) {
        Targets targets = part.dataset().targets();
        TrainingConfig complete = forData(part.size(), targets, registry);
        Loss effectiveLoss = lossFor(targets, registry);
        List<Optimizer> optimizers = optimizers(registry);
        List<Integer> epochCounts = complete.epochs.orElseThrow();
        Trainer trainer = Trainer.of(Architecture.of(complete, effectiveLoss.outputWidth(targets), registry))
                .loss(effectiveLoss)
                .classWeights(ClassWeights.parse(classWeights))
                .oversampling(oversample)
                .optimizer(optimizers.getFirst())
                .schedule(registry.create(Schedule.class, schedule))
                .penalty(new Penalty(l1, complete.l2.orElseThrow()))
                .clipping(new Clipping(
                        clipValue.orElse(Clipping.NONE.value()),
                        clipNorm.orElse(Clipping.NONE.norm()),
                        clipGlobalNorm.orElse(Clipping.NONE.globalNorm())))
                .batchSize(complete.batchSize.orElseThrow())
                .epochs(epochCounts.getFirst())
                .earlyStopping(complete.earlyStopping.orElseThrow())
                .seed(seed);
        targetScale.ifPresent(trainer::targetScaling);
        maxNorm.ifPresent(trainer::maxNorm);
        averageFrom.ifPresent(trainer::averageFrom);
        for (int i = 1; i < optimizers.size(); i++) {
            trainer.then(optimizers.get(i), epochCounts.get(i));
        }
        trainer.freeze(freeze.toArray(String[]::new));
        initFrom.ifPresent(file -> trainer.startFrom(startModel(registry)).provenance("init-from", file));
        if (diagnostics.isEmpty()) {
            trainer.diagnostics(new Diagnostics());
        } else if (diagnostics.get() > 0) {
            trainer.diagnostics(new Diagnostics(diagnostics.get()));
        }
        if (!transforms.isEmpty()) {
            trainer.transforms(transforms.stream()
                    .map(spec -> registry.create(Transform.class, spec))
                    .toList());
        }
        return trainer;
    }

    private Model startModel(Registry registry) {
        return Model.load(Path.of(initFrom.orElseThrow()), registry);
    }

    /**
     * The chosen loss, or the one that suits the targets; several columns that are to be classified are labels of their own.
     *
     * @throws nn.core.NnException.Configuration if it is unknown
     */
    public Loss lossFor(Targets targets, Registry registry) {
        boolean labels = targets instanceof Targets.Values && task.equals(Optional.of("classification"));
        return loss.map(spec -> registry.create(Loss.class, spec))
                .orElseGet(() -> labels ? new BinaryCrossEntropy() : Trainer.defaultLoss(targets));
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
