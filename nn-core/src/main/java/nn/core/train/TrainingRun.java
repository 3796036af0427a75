package nn.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.diagnose.Diagnostics;
import nn.core.diagnose.Probe;
import nn.core.kernel.Compute;
import nn.core.loss.Loss;
import nn.core.metric.Evaluation;
import nn.core.model.Evaluator;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.spi.Plugins;

/** What the loops have in common: the end of an epoch with validation, early stopping, history and events. */
final class TrainingRun {

    private final Network network;
    private final Optional<WeightAverage> average;
    private final Optional<Evaluator> validation;
    private final EarlyStopping earlyStopping;
    private final List<TrainingListener> listeners;
    private final List<EpochRecord> history = new ArrayList<>();
    private final Examples examples;
    private final Loss loss;
    private final Compute compute;
    private final TrainerSettings settings;
    private final Optional<Watch> watch;

    TrainingRun(
            Network network,
            Optional<WeightAverage> average,
            Examples examples,
            Loss loss,
            Compute compute,
            TrainerSettings settings,
            Optional<Evaluator> validation,
            Optional<Diagnostics> diagnostics,
            List<TrainingListener> listeners) {
        this.network = network;
        this.average = average;
        this.examples = examples;
        this.loss = loss;
        this.compute = compute;
        this.settings = settings;
        this.validation = validation;
        this.listeners = listeners;
        this.earlyStopping = new EarlyStopping(
                settings.earlyStopping(),
                settings.averageFrom().orElse(0),
                average.map(WeightAverage::average).orElse(network));
        this.watch = diagnostics.map(
                wanted -> new Watch(new Probe(network, loss, examples, wanted.probeRows(), compute), wanted));
    }

    Network network() {
        return network;
    }

    Examples examples() {
        return examples;
    }

    Loss loss() {
        return loss;
    }

    /** The loss of a batch and its gradient. */
    double loss(Batch batch, float[] logits, float[] logitGradient) {
        try {
            return loss.valueAndGradient(compute.kernel(), batch, logits, logitGradient);
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the loss", loss, "valueAndGradient", e);
        }
    }

    Compute compute() {
        return compute;
    }

    TrainerSettings settings() {
        return settings;
    }

    List<EpochRecord> history() {
        return history;
    }

    int bestEpoch() {
        return earlyStopping.bestEpoch();
    }

    /** Begins a phase with the best network so far. */
    void beginPhase(int number, Phase phase, int epochsBefore) {
        earlyStopping.beginPhase(epochsBefore);
        tell(new TrainingEvent.PhaseStarted(number, phase, epochsBefore + 1));
    }

    void tell(TrainingEvent event) {
        listeners.forEach(listener -> listener.on(event));
    }

    boolean someoneWantsSteps() {
        return listeners.stream().anyMatch(TrainingListener::wantsSteps);
    }

    /** Called before each step, therefore without an allocation unless it is time to look into the network. */
    void beforeStep(int epoch, int rows) {
        if (watch.isPresent()) {
            if (watch.get().isDue()) {
                tell(new TrainingEvent.Diagnosed(watch.get().look()));
            }
            watch.get().count(epoch, rows);
        }
    }

    /** Asked after each step, therefore without an allocation. */
    boolean someoneWantsToStop() {
        for (int i = 0; i < listeners.size(); i++) {
            if (listeners.get(i).wantsToStop()) {
                return true;
            }
        }
        return false;
    }

    /** Stops with an explanation when a loss is not finite. */
    void checkFinite(double value, int epoch, int step, double learningRate) {
        if (!Double.isFinite(value)) {
            throw diverged("in epoch " + epoch + ", step " + step + " the loss is " + value, learningRate, "");
        }
    }

    /** Stops likewise, and names the layer where it begins. */
    void checkFinite(double value, int epoch, int step, double learningRate, TrainingPass pass) {
        if (!Double.isFinite(value)) {
            String where = pass.firstNotFinite()
                    .map(layer -> "; the first values that are not finite are those of layer " + layer)
                    .orElse("");
            throw diverged("in epoch " + epoch + ", step " + step + " the loss is " + value, learningRate, where);
        }
    }

    private NnException.Diverged diverged(String what, double learningRate, String where) {
        String suspect = Plugins.foreignPart(List.of(network.spec(), loss))
                .map(plugin -> ", or check the plugin " + plugin.getClass().getName())
                .orElse("");
        return new NnException.Diverged("Training diverged: " + what + " at learning rate " + learningRate + where
                + ". Lower --learning-rate" + suspect + ".");
    }

    /** Ends an epoch; returns why training should end now, if it should. */
    Optional<StopReason> endEpoch(
            int epoch,
            long rowsTrained,
            double trainLoss,
            double learningRate,
            Optional<Integer> clippedSteps,
            long startNanos) {
        double trainSeconds = (System.nanoTime() - startNanos) / 1e9;
        checkParameters(epoch, learningRate);
        average.ifPresent(mean -> mean.endEpoch(epoch));
        Optional<Evaluation> evaluation = validation.map(Evaluator::evaluate);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        boolean best = earlyStopping.isBest(epoch, evaluation);
        EpochRecord record = new EpochRecord(
                epoch, trainLoss, evaluation, learningRate, clippedSteps, seconds, rowsTrained / trainSeconds);
        history.add(record);
        tell(new TrainingEvent.EpochDone(record, best));
        if (someoneWantsToStop()) {
            return Optional.of(StopReason.REQUESTED);
        }
        return earlyStopping.isOver(epoch) ? Optional.of(StopReason.NO_IMPROVEMENT) : Optional.empty();
    }

    private void checkParameters(int epoch, double learningRate) {
        float[] theta = network.parameters();
        for (int i = 0; i < theta.length; i++) {
            if (!Float.isFinite(theta[i])) {
                throw diverged("after epoch " + epoch + " a weight is " + theta[i], learningRate, "");
            }
        }
    }

    void finish(StopReason reason) {
        watch.filter(Watch::isBehind).ifPresent(last -> tell(new TrainingEvent.Diagnosed(last.look())));
        earlyStopping.restoreBest();
        average.ifPresent(mean -> network.copyFrom(mean.average()));
        tell(new TrainingEvent.Finished(reason, bestEpoch()));
    }
}
