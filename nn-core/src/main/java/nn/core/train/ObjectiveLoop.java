package nn.core.train;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * Trains with an optimizer that minimizes the loss over all rows by itself; each of its iterations counts as an epoch. Batches
 * only bound the memory: their gradients add up to that of all rows.
 */
final class ObjectiveLoop {

    private final TrainingRun run;
    private final ObjectiveOptimizer optimizer;
    private StopReason reason = StopReason.CONVERGED;
    private long iterationStart = System.nanoTime();

    ObjectiveLoop(TrainingRun run, ObjectiveOptimizer optimizer) {
        this.run = run;
        this.optimizer = optimizer;
    }

    StopReason train() {
        int epochs = run.settings().epochs();
        run.tell(new TrainingEvent.Started(run.network(), run.examples().rows(), epochs, 1));
        double[] point = toDouble(run.network().parameters());
        optimizer.minimize(new FullLoss(), point, this::iterated);
        if (run.history().isEmpty()) {
            // It saw nothing to improve; the network stays as it is and is still looked at once.
            iterated(1, new FullLoss().valueAndGradient(point, new double[point.length]), point);
        }
        return reason;
    }

    private boolean iterated(int iteration, double value, double[] point) {
        run.checkFinite(value, iteration, 1, 0);
        copyTo(run.network(), point);
        Optional<StopReason> stop = run.endEpoch(iteration, run.examples().rows(), value, 0, iterationStart);
        iterationStart = System.nanoTime();
        boolean last = iteration >= run.settings().epochs();
        reason = stop.orElse(last ? StopReason.ALL_EPOCHS : StopReason.CONVERGED);
        return stop.isEmpty() && !last;
    }

    private static double[] toDouble(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static void copyTo(Network network, double[] point) {
        for (int i = 0; i < point.length; i++) {
            network.parameters()[i] = (float) point[i];
        }
    }

    /** The loss over all rows as a function of θ. */
    private final class FullLoss implements Objective {
        private final Examples examples = run.examples();
        private final int batchSize = Math.min(run.settings().batchSize(), examples.rows());
        private final Batch batch = new Batch(batchSize, examples.featureCount(), examples.targets());
        private final TrainingPass pass = run.network().newTrainingPass(run.compute(), batchSize);
        private final int[] order = IntStream.range(0, examples.rows()).toArray();
        private final RandomKey noise = RandomKey.of(run.settings().seed(), Purpose.LAYER_NOISE);

        @Override
        public int dimension() {
            return run.network().parameters().length;
        }

        @Override
        public double valueAndGradient(double[] point, double[] gradient) {
            copyTo(run.network(), point);
            Arrays.fill(gradient, 0);
            double value = 0;
            for (int from = 0; from < order.length; from += batch.rows()) {
                examples.gather(order, from, Math.min(batchSize, order.length - from), batch);
                double share = (double) batch.rows() / order.length;
                // The same noise in every evaluation: the objective must be a function.
                pass.setNoise(noise.with(from));
                float[] logits = pass.forward(batch.features(), batch.rows());
                value += share * run.loss(batch, logits, pass.logitGradient());
                pass.backward(batch.features());
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] += share * pass.gradients()[i];
                }
            }
            return value;
        }
    }
}
