package nn.core.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nn.core.activation.ElementwiseActivation;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.kernel.Compute;
import nn.core.loss.Loss;
import nn.core.network.Network;
import nn.core.network.TrainingPass;
import nn.core.spi.Plugins;

/**
 * A fixed set of rows on which a network is looked at again and again, so that what changes between two looks is the network. A
 * look is one forward and backward pass as in training (with the same noise each time) over a copy of the network: it leaves no
 * trace in the network, not even in the running statistics of batch normalization.
 */
public final class Probe {

    private final Network network;
    private final Network copy;
    private final Loss loss;
    private final Compute compute;
    private final TrainingPass pass;
    private final Batch batch;
    private final List<LayerParts> layers;
    private final float[] ones;
    private final float[] slopes;

    /**
     * Chooses the rows, evenly spaced, and makes room for a pass.
     *
     * @param network what is looked at; its parameters are read at each look
     * @param loss its loss
     * @param examples the rows to choose from, at least one
     * @param maxRows the most rows to take
     * @param compute kernel and threads
     */
    public Probe(Network network, Loss loss, Examples examples, int maxRows, Compute compute) {
        this.network = network;
        this.loss = loss;
        this.compute = compute;
        copy = network.copy();
        int rows = Math.min(maxRows, examples.rows());
        pass = copy.newTrainingPass(compute, rows);
        batch = new Batch(rows, examples, compute.kernel());
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = (int) ((long) i * examples.rows() / rows);
        }
        examples.gather(order, 0, rows, batch);
        layers = LayerParts.trainedOf(network);
        int widest = layers.stream()
                .filter(layer -> layer.activation().isPresent())
                .mapToInt(layer -> width(layer.outputStage()))
                .max()
                .orElse(0);
        ones = new float[rows * widest];
        Arrays.fill(ones, 1);
        slopes = new float[rows * widest];
    }

    /** The number of its rows. */
    public int rows() {
        return batch.rows();
    }

    /**
     * Looks at the network as it is now.
     *
     * @param epoch the epoch that training is in, from 1
     * @param steps the steps made so far, over all epochs
     */
    public Snapshot look(int epoch, long steps) {
        copy.copyFrom(network);
        float[] logits = pass.forward(batch.features(), batch.rows());
        double value = loss(logits);
        Distribution[] signals = new Distribution[copy.stages().size()];
        pass.backward(
                batch.features(), (stage, gradient) -> signals[stage] = Distribution.of(gradient, outputOf(stage)));
        List<LayerStatistics> statistics = new ArrayList<>();
        for (LayerParts layer : layers) {
            statistics.add(new LayerStatistics(
                    layer.number(),
                    copy.stages().get(layer.weightStage()).name(),
                    Distribution.of(pass.output(layer.outputStage()), outputOf(layer.outputStage())),
                    signals[layer.weightStage()],
                    Distribution.of(pass.gradients(), layer.weights()),
                    Distribution.of(copy.parameters(), layer.weights()),
                    layer.activation().map(f -> units(f, layer.outputStage()))));
        }
        float[] g = pass.gradients();
        double norm = Math.sqrt(compute.kernel().dot(g, 0, g, 0, g.length));
        return new Snapshot(epoch, steps, batch.rows(), value, norm, statistics);
    }

    private double loss(float[] logits) {
        try {
            return loss.valueAndGradient(compute.kernel(), batch, logits, pass.logitGradient());
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the loss", loss, "valueAndGradient", e);
        }
    }

    private int width(int stage) {
        return network.stages().get(stage).outputShape().size();
    }

    private List<Span> outputOf(int stage) {
        return List.of(new Span(0, batch.rows() * width(stage)));
    }

    private UnitStatistics units(ElementwiseActivation f, int stage) {
        int units = width(stage);
        int n = batch.rows() * units;
        f.backward(compute.kernel(), pass.output(stage - 1), pass.output(stage), ones, slopes, 0, n);
        ActivationShape shape = ActivationShape.of(f, compute.kernel());
        float flat = (float) Thresholds.SATURATED_SLOPE * shape.largestSlope();
        float[] steepest = new float[units];
        int saturated = 0;
        for (int r = 0; r < batch.rows(); r++) {
            for (int u = 0; u < units; u++) {
                float slope = Math.abs(slopes[r * units + u]);
                steepest[u] = Math.max(steepest[u], slope);
                saturated += slope < flat ? 1 : 0;
            }
        }
        int dead = 0;
        for (float slope : steepest) {
            dead += slope == 0 ? 1 : 0;
        }
        return new UnitStatistics(
                f.spec().name(), units, (double) dead / units, shape.levelsOff() ? (double) saturated / n : 0);
    }
}
