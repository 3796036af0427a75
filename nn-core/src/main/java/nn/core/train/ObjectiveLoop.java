package nn.core.train;

import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.spi.Plugins;

/** Trains with an optimizer that minimizes the loss over all rows by itself; each of its iterations counts as an epoch. */
final class ObjectiveLoop implements PhaseLoop {

    private final TrainingRun run;
    private final ObjectiveOptimizer optimizer;
    private final int epochs;
    private final LossObjective objective;
    private StopReason reason = StopReason.CONVERGED;
    private long iterationStart;
    private long rowsBefore;

    ObjectiveLoop(TrainingRun run, ObjectiveOptimizer optimizer, int epochs) {
        this.run = run;
        this.optimizer = optimizer;
        this.epochs = epochs;
        objective = LossObjective.of(run, optimizer.sampleRows());
        try {
            optimizer.requireSuitable(objective);
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the optimizer", optimizer, "requireSuitable", e);
        }
    }

    @Override
    public int stepsPerEpoch() {
        return 1;
    }

    @Override
    public StopReason train(int epochsBefore) {
        objective.begin();
        iterationStart = System.nanoTime();
        double[] point = toDouble(run.network().parameters());
        run.beforeStep(epochsBefore + 1, run.examples().rows());
        try {
            optimizer.minimize(
                    objective, point, (iteration, value, at) -> iterated(epochsBefore, iteration, value, at));
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the optimizer", optimizer, "minimize", e);
        }
        if (run.history().size() == epochsBefore) {
            // It saw nothing to improve; the network stays as it is and is still looked at once.
            iterated(epochsBefore, 1, objective.valueAndGradient(point, new double[point.length]), point);
        }
        return reason;
    }

    private boolean iterated(int epochsBefore, int iteration, double value, double[] point) {
        int epoch = epochsBefore + iteration;
        run.checkFinite(value, epoch, 1, 0);
        objective.settle(point);
        long rows = objective.rowsDone() - rowsBefore;
        rowsBefore = objective.rowsDone();
        Optional<StopReason> stop =
                run.endEpoch(epoch, rows, value - objective.penalty(), 0, Optional.empty(), iterationStart);
        iterationStart = System.nanoTime();
        boolean last = iteration >= epochs;
        reason = stop.orElse(last ? StopReason.ALL_EPOCHS : StopReason.CONVERGED);
        boolean goesOn = stop.isEmpty() && !last;
        if (goesOn) {
            run.beforeStep(epoch + 1, run.examples().rows());
        }
        return goesOn;
    }

    private static double[] toDouble(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
