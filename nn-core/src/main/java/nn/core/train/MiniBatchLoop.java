package nn.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.optim.Schedule;
import nn.core.optim.StepOptimizer;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Plugins;

/**
 * Trains with a step optimizer: in each epoch all rows in a new order, batch by batch.
 *
 * <pre>
 * gather rows → forward → loss and dL/dlogits → backward, and θ as soon as a layer's gradients are there
 * </pre>
 *
 * <p>Steps are counted from 1 in each phase, but orders of rows and noise are never the same twice.
 */
final class MiniBatchLoop implements PhaseLoop {

    private final TrainingRun run;
    private final StepOptimizer optimizer;
    private final Schedule schedule;
    private final int epochs;
    private final TrainingPass pass;
    private final ParameterUpdate update;
    private final IntConsumer layerUpdate;
    private final Batch batch;
    private final BatchPlan plan;
    private final RandomKey noise;
    private final List<Double> losses = new ArrayList<>();
    private long step;
    private long stepsBefore;
    private double factorOfResults = 1;
    private double learningRate;
    private int rowsTrained;

    MiniBatchLoop(TrainingRun run, StepOptimizer optimizer, Schedule schedule, int epochs) {
        this.run = run;
        this.optimizer = optimizer;
        this.schedule = schedule;
        this.epochs = epochs;
        Network network = run.network();
        Examples examples = run.examples();
        int batchSize = Math.min(run.settings().batchSize(), examples.rows());
        if (optimizer.needsAllRows() && batchSize < examples.rows()) {
            throw new NnException.Configuration(
                    "Optimizer \"" + optimizer.spec().name() + "\" needs all "
                            + examples.rows() + " training rows in each step, but the batch size is " + batchSize
                            + ". Set it to " + examples.rows() + " or more, or choose another optimizer.");
        }
        pass = network.newTrainingPass(run.compute(), batchSize);
        update = new ParameterUpdate(optimizer, run.settings().rules(), network, pass.gradients(), run.compute());
        layerUpdate = update::updateLayer;
        batch = new Batch(batchSize, examples, run.compute().kernel());
        plan = new BatchPlan(examples.rows(), batchSize, run.settings().seed());
        noise = RandomKey.of(run.settings().seed(), Purpose.LAYER_NOISE);
    }

    @Override
    public int stepsPerEpoch() {
        return plan.steps();
    }

    @Override
    public StopReason train(int epochsBefore) {
        stepsBefore = (long) epochsBefore * plan.steps();
        for (int epoch = epochsBefore + 1; epoch <= epochsBefore + epochs; epoch++) {
            long start = System.nanoTime();
            double trainLoss = epoch(epoch);
            Optional<StopReason> stop =
                    run.endEpoch(epoch, rowsTrained, trainLoss, learningRate, update.takeClippedSteps(), start);
            if (stop.isPresent()) {
                return stop.get();
            }
            losses.add(run.history().getLast().watchedLoss());
            factorOfResults = factorAfter(losses);
        }
        return StopReason.ALL_EPOCHS;
    }

    /** The steps of an epoch, fewer if somebody wants to stop; returns the mean loss of the rows it came to. */
    private double epoch(int epoch) {
        int[] order = plan.order(epoch);
        boolean tellSteps = run.someoneWantsSteps();
        double lossSum = 0;
        double weight = 0;
        rowsTrained = 0;
        for (int s = 0; s < plan.steps(); s++) {
            run.beforeStep(epoch, plan.count(s));
            run.examples().gather(order, plan.from(s), plan.count(s), batch);
            double loss = step();
            run.checkFinite(loss, epoch, s + 1, learningRate, pass);
            lossSum += loss * batch.weight();
            weight += batch.weight();
            rowsTrained += batch.rows();
            if (tellSteps) {
                run.tell(new TrainingEvent.StepDone(epoch, s + 1, loss));
            }
            if (run.someoneWantsToStop()) {
                break;
            }
        }
        return weight == 0 ? 0 : lossSum / weight;
    }

    /** One step on the batch as it is filled; returns the loss before the step. */
    private double step() {
        step++;
        learningRate = optimizer.learningRate() * factorOfTime() * factorOfResults;
        pass.setNoise(noise, stepsBefore + step);
        float[] logits = pass.forward(batch.features(), batch.rows());
        double value = run.loss(batch, logits, pass.logitGradient());
        update.begin(step, learningRate);
        if (update.needsAllGradients()) {
            pass.backward(batch.features());
            update.updateAll();
        } else {
            pass.backward(batch.features(), layerUpdate);
        }
        return value;
    }

    private double factorAfter(List<Double> soFar) {
        try {
            return schedule.factorAfter(soFar);
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the schedule", schedule, "factorAfter", e);
        }
    }

    private double factorOfTime() {
        long totalSteps = (long) plan.steps() * epochs;
        try {
            return schedule.factor(step, plan.steps(), totalSteps);
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the schedule", schedule, "factor", e);
        }
    }
}
