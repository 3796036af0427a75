package nn.core.train;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;
import nn.core.loss.BinaryCrossEntropy;
import nn.core.loss.Loss;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;

/**
 * All choices of a training in words and numbers: the single source of the command line's options (batchSize is {@code
 * --batch-size}), of configuration files, and of what a run records. Components are {@linkplain Spec named with their
 * settings}. An empty choice follows from the data or from other choices.
 *
 * @param input what is learned from
 * @param network what learns
 * @param learning how it learns
 * @param split which rows are kept apart
 * @param run how it is computed
 */
public record TrainingConfig(
        InputConfig input, NetworkConfig network, LearningConfig learning, SplitConfig split, RunConfig run) {

    /**
     * What gives a good result on most tables without further thought: two hidden layers of ReLUs, Adam, early stopping. Sizes
     * are left to the number of rows.
     *
     * @param data the source of the data
     */
    public static TrainingConfig defaults(String data) {
        return new TrainingConfig(
                InputConfig.defaults(data),
                NetworkConfig.defaults(),
                LearningConfig.defaults(),
                SplitConfig.defaults(),
                RunConfig.defaults());
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
        network.check(registry);
        learning.check(registry);
    }

    /**
     * This configuration with the choices that follow from the data made.
     *
     * @param trainingRows rows in the training part
     * @param targets what is predicted
     * @param registry where components are found
     */
    public TrainingConfig forData(int trainingRows, Targets targets, Registry registry) {
        DataDefaults defaults = DataDefaults.of(
                trainingRows, lossFor(targets, registry).link(), learning.batchSize(trainingRows, registry));
        return with(network.missing(defaults, registry), registry)
                .with(learning.missing(defaults, network.isChosen() ? 0 : defaults.l2(), registry), registry);
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
        Trainer trainer = Trainer.of(Architecture.of(complete.network, effectiveLoss.outputWidth(targets), registry))
                .loss(effectiveLoss)
                .seed(run.seed());
        complete.learning.begin(trainer, registry);
        network.begin(trainer, registry);
        return trainer;
    }

    /**
     * The chosen loss, or the one that suits the targets; several columns that are to be classified are labels of their own.
     *
     * @throws nn.core.NnException.Configuration if it is unknown
     */
    public Loss lossFor(Targets targets, Registry registry) {
        boolean labels = targets instanceof Targets.Values && input.task().equals(Optional.of("classification"));
        return learning.loss()
                .map(spec -> registry.create(Loss.class, spec))
                .orElseGet(() -> labels ? new BinaryCrossEntropy() : Trainer.defaultLoss(targets));
    }
}
