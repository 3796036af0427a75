package nn.core.train;

import java.util.stream.IntStream;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.kernel.Compute;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * Stochastic weight averaging: the mean of the parameters at the ends of epochs, which often lies in a flatter place than each of
 * them.
 *
 * <pre>a ← a + (θ − a) / n      n-th epoch that takes part</pre>
 *
 * <p>Before the first such epoch the average is the network itself. Statistics that layers learn without an optimizer belong to the
 * weights, so that an average with such layers goes forward through the training rows once after each epoch.
 *
 * <p>Source: Izmailov et al., "Averaging weights leads to wider optima and better generalization", UAI 2018, algorithm 1.
 */
final class WeightAverage {

    private final Network network;
    private final Network average;
    private final int firstEpoch;
    private final Examples examples;
    private final Compute compute;
    private final TrainerSettings settings;
    private int count;

    /**
     * @param network is trained
     * @param firstEpoch that takes part, from 1
     */
    WeightAverage(Network network, int firstEpoch, Examples examples, Compute compute, TrainerSettings settings) {
        this.network = network;
        this.firstEpoch = firstEpoch;
        this.examples = examples;
        this.compute = compute;
        this.settings = settings;
        average = network.copy();
    }

    /** The average, filled by {@link #endEpoch}. */
    Network average() {
        return average;
    }

    /** Takes over or averages in what the network is after an epoch. */
    void endEpoch(int epoch) {
        if (epoch <= firstEpoch) {
            average.copyFrom(network);
            count = epoch == firstEpoch ? 1 : 0;
            return;
        }
        count++;
        mean(average.parameters(), network.parameters());
        mean(average.state(), network.state());
        if (average.state().length > 0) {
            observe(epoch);
        }
    }

    private void mean(float[] means, float[] values) {
        for (int i = 0; i < means.length; i++) {
            means[i] += (values[i] - means[i]) / count;
        }
    }

    private void observe(int epoch) {
        int batchSize = Math.min(settings.batchSize(), examples.rows());
        TrainingPass pass = average.newTrainingPass(compute, batchSize);
        Batch batch = new Batch(batchSize, examples, compute.kernel());
        int[] rows = IntStream.range(0, examples.rows()).toArray();
        // Steps have the numbers from 1 on.
        RandomKey noise = RandomKey.of(settings.seed(), Purpose.LAYER_NOISE).with(-epoch);
        for (int from = 0; from < rows.length; from += batch.rows()) {
            examples.gather(rows, from, Math.min(batchSize, rows.length - from), batch);
            pass.setNoise(noise.with(from));
            pass.forward(batch.features(), batch.rows());
        }
    }
}
