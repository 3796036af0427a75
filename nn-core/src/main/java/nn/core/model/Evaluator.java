package nn.core.model;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.loss.Link;
import nn.core.loss.Loss;
import nn.core.metric.ClassificationEvaluation;
import nn.core.metric.Evaluation;
import nn.core.metric.LabelCounts;
import nn.core.metric.RegressionEvaluation;
import nn.core.metric.RegressionSums;
import nn.core.network.InferencePass;
import nn.core.network.Network;
import nn.core.spi.Plugins;
import nn.core.transform.TargetScale;

/** Measures a network on examples, again and again as it learns; room for a batch is allocated once. */
public final class Evaluator {

    private static final int MAX_ROWS = 256;

    private final Loss loss;
    private final TargetScale targetScale;
    private final Examples examples;
    private final InferencePass pass;
    private final Batch batch;
    private final int[] order;
    private final int outputWidth;

    /**
     * Prepares the measurement.
     *
     * @param network what is measured; its parameters are read at each {@link #evaluate}
     * @param loss the loss to report
     * @param targetScale the scale of target values
     * @param examples the rows; at least one
     * @param compute kernel and threads
     */
    public Evaluator(Network network, Loss loss, TargetScale targetScale, Examples examples, Compute compute) {
        this.loss = loss;
        this.targetScale = targetScale;
        this.examples = examples;
        int maxRows = Math.min(MAX_ROWS, examples.rows());
        pass = network.newInferencePass(compute, maxRows);
        batch = new Batch(maxRows, examples, compute.kernel());
        order = IntStream.range(0, examples.rows()).toArray();
        outputWidth = network.outputShape().size();
    }

    /** Measures the network as it is now. */
    public Evaluation evaluate() {
        return switch (examples.targets()) {
            case Targets.Classes classes -> classification(classes.names());
            case Targets.Values values when loss.link() == Link.SIGMOID -> labels(values.names());
            case Targets.Values values -> regression(values.names());
        };
    }

    /** Measures the loss of the network as it is now, and hands what it says of each row to a collector. */
    double collect(RowCollector collector) {
        return meanLoss(logits -> collector.add(pass.compute().kernel(), batch.rows(), logits));
    }

    /** Infers all rows, batch by batch. */
    private double meanLoss(Consumer<float[]> eachBatch) {
        double sum = 0;
        for (int from = 0; from < order.length; from += batch.rows()) {
            float[] logits = inferFrom(from);
            sum += batch.rows() * lossOf(logits);
            eachBatch.accept(logits);
        }
        return sum / order.length;
    }

    private Evaluation classification(List<String> classes) {
        int[][] confusion = new int[classes.size()][classes.size()];
        double mean = meanLoss(logits -> {
            for (int r = 0; r < batch.rows(); r++) {
                confusion[batch.labels()[r]][predicted(logits, r, outputWidth)]++;
            }
        });
        return new ClassificationEvaluation(classes, confusion, mean);
    }

    /** The class of the largest logit, the first of equal ones; a single logit speaks for the second class when positive. */
    static int predicted(float[] logits, int row, int outputWidth) {
        if (outputWidth == 1) {
            return logits[row] > 0 ? 1 : 0;
        }
        int best = row * outputWidth;
        for (int i = best + 1; i < (row + 1) * outputWidth; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best - row * outputWidth;
    }

    private Evaluation regression(List<String> names) {
        int quantities = names.size();
        RegressionSums sums = new RegressionSums(names, RegressionEvaluation.Criterion.of(loss));
        double[] predicted = new double[quantities];
        double[] actual = new double[quantities];
        double mean = meanLoss(outputs -> {
            loss.link().apply(pass.compute().kernel(), batch.rows(), outputWidth, outputs);
            for (int r = 0; r < batch.rows(); r++) {
                for (int q = 0; q < quantities; q++) {
                    predicted[q] = targetScale.fromNetwork(outputs[r * outputWidth + q], q);
                    actual[q] = targetScale.fromNetwork(batch.values()[r * quantities + q], q);
                }
                sums.add(predicted, actual);
            }
        });
        return sums.evaluation(mean);
    }

    /** Several labels for each row, any number of which may apply; one does when its logit is positive. */
    private Evaluation labels(List<String> names) {
        LabelCounts counts = new LabelCounts(names);
        boolean[] predicted = new boolean[names.size()];
        boolean[] actual = new boolean[names.size()];
        double mean = meanLoss(logits -> {
            for (int r = 0; r < batch.rows(); r++) {
                for (int j = 0; j < predicted.length; j++) {
                    predicted[j] = logits[r * outputWidth + j] > 0;
                    actual[j] = batch.values()[r * outputWidth + j] >= 0.5f;
                }
                counts.add(predicted, actual);
            }
        });
        return counts.evaluation(mean);
    }

    private double lossOf(float[] logits) {
        try {
            return loss.value(pass.compute().kernel(), batch, logits);
        } catch (RuntimeException | Error e) {
            throw Plugins.failure("the loss", loss, "value", e);
        }
    }

    private float[] inferFrom(int from) {
        examples.gather(order, from, Math.min(batch.maxRows(), order.length - from), batch);
        return pass.infer(batch.features(), batch.rows());
    }
}
