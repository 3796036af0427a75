package nn.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.loss.DistributionalLoss;
import nn.core.loss.Link;
import nn.core.loss.Loss;
import nn.core.metric.PredictedQuantile;
import nn.core.metric.ScoredClasses;
import nn.core.metric.ScoredLabels;
import nn.core.metric.ScoredRows;
import nn.core.metric.ScoredValues;
import nn.core.spi.Plugins;
import nn.core.transform.TargetScale;

/**
 * Keeps, batch by batch, what a network says of each row, beside its target as it stands in the data. Every row counts the same.
 */
abstract sealed class RowCollector {

    final Dataset dataset;
    final int[] rows;
    final Link link;
    /** The number of logits of a row. */
    final int width;

    private int filled;

    private RowCollector(Dataset dataset, int[] rows, Link link, int width) {
        this.dataset = dataset;
        this.rows = rows;
        this.link = link;
        this.width = width;
    }

    /**
     * Makes room.
     *
     * @param dataset where the targets stand
     * @param rows which rows are predicted, in their order
     * @param model what predicts them
     */
    static RowCollector of(Dataset dataset, int[] rows, Model model) {
        Link link = model.loss().link();
        int width = model.network().outputShape().size();
        return switch (model.targets()) {
            case Targets.Classes classes -> new OfClasses(classes.names(), dataset, rows, link, width);
            case Targets.Values values
            when link == Link.SIGMOID -> new OfLabels(values.names(), dataset, rows, link, width);
            case Targets.Values values ->
                new OfValues(
                        values.names(),
                        dataset,
                        rows,
                        model.loss(),
                        width,
                        model.preprocessing().targetScale());
        };
    }

    /**
     * Adds the next rows.
     *
     * @param kernel for elementary functions
     * @param count the number of rows
     * @param logits count × width; overwritten
     * @throws NnException.ModelFormat if a prediction is not finite
     */
    final void add(MatrixKernel kernel, int count, float[] logits) {
        for (int i = 0; i < count * width; i++) {
            requireFinite(logits[i], filled + i / width);
        }
        add(kernel, filled, count, logits);
        filled += count;
    }

    final void requireFinite(double prediction, int index) {
        if (!Double.isFinite(prediction)) {
            throw new NnException.ModelFormat(
                    dataset.name() + ": row " + (rows[index] + 1) + ": the model computes " + prediction
                            + ", expected a finite number. Its weights, or the values of this row, are too large.");
        }
    }

    abstract void add(MatrixKernel kernel, int from, int count, float[] logits);

    /** All rows, once they have been added. */
    abstract ScoredRows scored();

    final double[] weights() {
        double[] weights = new double[rows.length];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** One class for each row. */
    private static final class OfClasses extends RowCollector {
        private final List<String> classes;
        private final int[] labels;
        private final int[] predicted;
        private final float[] scores;

        OfClasses(List<String> classes, Dataset dataset, int[] rows, Link link, int width) {
            super(dataset, rows, link, width);
            this.classes = classes;
            labels = new int[rows.length];
            predicted = new int[rows.length];
            scores = new float[Math.multiplyExact(rows.length, classes.size())];
        }

        @Override
        void add(MatrixKernel kernel, int from, int count, float[] logits) {
            int n = classes.size();
            for (int r = 0; r < count; r++) {
                labels[from + r] = dataset.label(rows[from + r]);
                predicted[from + r] = Evaluator.predicted(logits, r, width);
                for (int c = 0; c < n; c++) {
                    // A single logit z speaks for the second of two classes, and −z for the first, which has more
                    // digits than 1 − p.
                    scores[(from + r) * n + c] = width == 1 ? (c == 1 ? 1 : -1) * logits[r] : logits[r * width + c];
                }
            }
            if (isProbability()) {
                float[] block = Arrays.copyOfRange(scores, from * n, (from + count) * n);
                link.apply(kernel, count, n, block);
                System.arraycopy(block, 0, scores, from * n, block.length);
            }
        }

        private boolean isProbability() {
            return link == Link.SOFTMAX || link == Link.SIGMOID;
        }

        @Override
        ScoredRows scored() {
            return new ScoredClasses(classes, labels, predicted, scores, isProbability(), weights());
        }
    }

    /** Any number of labels for each row. */
    private static final class OfLabels extends RowCollector {
        private final List<String> names;
        private final boolean[] actual;
        private final boolean[] predicted;
        private final float[] probabilities;

        OfLabels(List<String> names, Dataset dataset, int[] rows, Link link, int width) {
            super(dataset, rows, link, width);
            this.names = names;
            actual = new boolean[Math.multiplyExact(rows.length, names.size())];
            predicted = new boolean[actual.length];
            probabilities = new float[actual.length];
        }

        @Override
        void add(MatrixKernel kernel, int from, int count, float[] logits) {
            for (int i = 0; i < count * width; i++) {
                actual[from * width + i] = dataset.value(rows[from + i / width], i % width) >= 0.5;
                predicted[from * width + i] = logits[i] > 0;
            }
            link.apply(kernel, count, width, logits);
            System.arraycopy(logits, 0, probabilities, from * width, count * width);
        }

        @Override
        ScoredRows scored() {
            return new ScoredLabels(names, actual, predicted, probabilities, weights());
        }
    }

    /** Numbers for each row. */
    private static final class OfValues extends RowCollector {
        private final List<String> quantities;
        private final TargetScale scale;
        private final double[] actual;
        private final double[] predicted;
        private final Optional<DistributionalLoss> distribution;
        private final List<PredictedQuantile> quantiles;

        OfValues(List<String> quantities, Dataset dataset, int[] rows, Loss loss, int width, TargetScale scale) {
            super(dataset, rows, loss.link(), width);
            this.quantities = quantities;
            this.scale = scale;
            actual = new double[Math.multiplyExact(rows.length, quantities.size())];
            predicted = new double[actual.length];
            distribution = loss instanceof DistributionalLoss d ? Optional.of(d) : Optional.empty();
            quantiles = distribution.stream()
                    .flatMapToDouble(d -> Arrays.stream(d.quantiles()))
                    .mapToObj(share -> new PredictedQuantile(share, new double[actual.length]))
                    .toList();
        }

        @Override
        void add(MatrixKernel kernel, int from, int count, float[] logits) {
            int n = quantities.size();
            distribution.ifPresent(d -> addQuantiles(d, from, count, logits));
            link.apply(kernel, count, width, logits);
            for (int r = 0; r < count; r++) {
                for (int q = 0; q < n; q++) {
                    predicted[(from + r) * n + q] = scale.fromNetwork(logits[r * width + q], q);
                    requireFinite(predicted[(from + r) * n + q], from + r);
                    actual[(from + r) * n + q] = dataset.value(rows[from + r], q);
                }
            }
        }

        private void addQuantiles(DistributionalLoss loss, int from, int count, float[] logits) {
            int n = quantities.size();
            for (PredictedQuantile quantile : quantiles) {
                for (int i = 0; i < count * n; i++) {
                    double value = quantile(loss, quantile.share(), logits, i / n, i % n);
                    quantile.values()[from * n + i] = scale.fromNetwork((float) value, i % n);
                }
            }
        }

        private double quantile(DistributionalLoss loss, double share, float[] logits, int row, int quantity) {
            try {
                return loss.quantile(share, logits, row, quantity, quantities.size());
            } catch (RuntimeException | Error e) {
                throw Plugins.failure("the loss", loss, "quantile", e);
            }
        }

        @Override
        ScoredRows scored() {
            return new ScoredValues(quantities, actual, predicted, weights(), quantiles);
        }
    }
}
