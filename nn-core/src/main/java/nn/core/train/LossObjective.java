package nn.core.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.loss.SumOfSquares;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.optim.Objective;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * The loss over all rows of the training part, or over a fixed sample of them, and the penalty as a function of θ. Batches only bound the
 * memory: their gradients add up to that of all rows.
 *
 * <p>The network computes in {@code float}, so θ is rounded and values are exact to about seven digits; sums over batches are
 * {@code double}.
 */
class LossObjective implements Objective {

    private final TrainingRun run;
    private final int[] rows;
    private final Batch batch;
    private final TrainingPass pass;
    private final RandomKey noise;
    private final float[] settledState;
    private final double weight;
    private long rowsDone;

    LossObjective(TrainingRun run, int sampleRows) {
        this.run = run;
        Examples examples = run.examples();
        rows = sample(examples.rows(), sampleRows, run.settings().seed());
        int batchSize = Math.min(run.settings().batchSize(), rows.length);
        batch = new Batch(batchSize, examples, run.compute().kernel());
        pass = run.network().newTrainingPass(run.compute(), batchSize);
        noise = RandomKey.of(run.settings().seed(), Purpose.LAYER_NOISE);
        settledState = run.network().state().clone();
        weight = weight(examples);
    }

    private double weight(Examples examples) {
        double sum = 0;
        for (int row : rows) {
            sum += examples.weight(row);
        }
        if (sum == 0) {
            throw new NnException.Data("The " + rows.length + " rows of the sample have no weight among them all."
                    + " Use more of the rows or other weights.");
        }
        return sum;
    }

    /** The objective of a training; one of least squares if the loss is. */
    static LossObjective of(TrainingRun run, int sampleRows) {
        return run.loss() instanceof SumOfSquares squares
                ? new LeastSquaresObjective(run, sampleRows, squares)
                : new LossObjective(run, sampleRows);
    }

    private static int[] sample(int all, int sampleRows, long seed) {
        if (sampleRows == 0 || sampleRows >= all) {
            return IntStream.range(0, all).toArray();
        }
        int[] chosen = Arrays.copyOf(new BatchPlan(all, sampleRows, seed).order(0), sampleRows);
        Arrays.sort(chosen);
        return chosen;
    }

    /** Begins a phase: with the network as it is now. */
    void begin() {
        System.arraycopy(run.network().state(), 0, settledState, 0, settledState.length);
    }

    @Override
    public final int dimension() {
        return run.network().parameters().length;
    }

    /** The number of rows whose gradient was computed so far. */
    final long rowsDone() {
        return rowsDone;
    }

    final Batch batch() {
        return batch;
    }

    final TrainingPass pass() {
        return pass;
    }

    @Override
    public final double valueAndGradient(double[] point, double[] gradient) {
        return sum(point, gradient, _ -> {});
    }

    /** Looks at a batch after its backward pass. */
    @FunctionalInterface
    interface BatchTask {
        /**
         * Called for each batch.
         *
         * @param share of the batch in the objective
         */
        void run(double share);
    }

    /** Adds up value and gradient over the batches, and lets somebody do more with each. */
    final double sum(double[] point, double[] gradient, BatchTask further) {
        place(point);
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int from = 0; from < rows.length; from += batch.rows()) {
            float[] logits = forward(from);
            double share = batch.weight() / weight;
            value += share * run.loss(batch, logits, pass.logitGradient());
            pass.backward(batch.features());
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += share * pass.gradients()[i];
            }
            further.run(share);
        }
        rowsDone += rows.length;
        return value + addPenalty(gradient);
    }

    private double addPenalty(double[] gradient) {
        Network network = run.network();
        run.settings().rules().penalty().addGradient(network.layout(), network.parameters(), gradient);
        return penalty();
    }

    /** What the network's weights cost beside the loss. */
    final double penalty() {
        Network network = run.network();
        return run.settings().rules().penalty().value(network.layout(), network.parameters());
    }

    private float[] forward(int from) {
        run.examples().gather(rows, from, Math.min(batch.maxRows(), rows.length - from), batch);
        // The same noise in every evaluation: the objective must be a function.
        pass.setNoise(noise, from);
        return pass.forward(batch.features(), batch.rows());
    }

    /**
     * Makes a point the network's, with the state that belongs to it: evaluations at points that were tried and left have moved
     * running statistics.
     */
    final void settle(double[] point) {
        place(point);
        float[] state = run.network().state();
        if (state.length > 0) {
            System.arraycopy(settledState, 0, state, 0, state.length);
            for (int from = 0; from < rows.length; from += batch.rows()) {
                forward(from);
            }
            begin();
        }
    }

    private void place(double[] point) {
        Network network = run.network();
        for (int i = 0; i < point.length; i++) {
            network.parameters()[i] = (float) point[i];
        }
    }

    @Override
    public final String toString() {
        return String.format(Locale.ROOT, "%s of %,d rows", run.loss().spec().name(), rows.length);
    }
}
