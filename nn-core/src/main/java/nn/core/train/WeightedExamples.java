package nn.core.train;

import java.util.function.IntToDoubleFunction;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Dataset;
import nn.core.data.Examples;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;

/**
 * Examples that do not all count the same: the weight of a row is its own times that of its class.
 *
 * <pre>L = Σ_r w_r ℓ_r / Σ_r w_r</pre>
 *
 * <p>Weights are scaled to a mean of 1, so that the size of numbers in a file does not matter.
 */
final class WeightedExamples implements Examples {

    private final Examples examples;
    private final float[] weights;

    private WeightedExamples(Examples examples, float[] weights) {
        this.examples = examples;
        this.weights = weights;
    }

    /**
     * The examples with their weights; those without any stay as they are.
     *
     * @param part the rows to learn from
     * @param classWeights the weights of classes
     * @param examples the same rows as the network sees them
     * @throws NnException.Data if all weights are 0, or one is too large
     */
    static Examples of(TrainingPart part, ClassWeights classWeights, Examples examples) {
        IntToDoubleFunction weights = weights(part, classWeights);
        double first = weights.applyAsDouble(0);
        double largest = 0;
        boolean same = true;
        for (int r = 0; r < part.size(); r++) {
            double weight = weights.applyAsDouble(r);
            largest = Math.max(largest, weight);
            same &= weight == first;
        }
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            throw new NnException.Data(part.dataset().name() + ": the largest weight of the " + part.size()
                    + " training rows is " + largest + ", expected a finite one above 0. Choose other weights.");
        }
        return same ? examples : new WeightedExamples(examples, scaled(weights, part.size(), largest));
    }

    /** The weight of each row of the part; of many rows most often all weigh the same, so that nothing is kept yet. */
    private static IntToDoubleFunction weights(TrainingPart part, ClassWeights classWeights) {
        Dataset dataset = part.dataset();
        int[] rows = part.rows();
        if (classWeights.equals(ClassWeights.NONE)) {
            return r -> dataset.weight(rows[r]);
        }
        double[] ofClasses = classWeights.of(part);
        return r -> dataset.weight(rows[r]) * ofClasses[dataset.label(rows[r])];
    }

    /** Divides by the largest first, since a sum of large numbers may overflow. */
    private static float[] scaled(IntToDoubleFunction weights, int rows, double largest) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += weights.applyAsDouble(r) / largest;
        }
        float[] scaled = new float[rows];
        for (int r = 0; r < rows; r++) {
            scaled[r] = (float) (weights.applyAsDouble(r) / largest / sum * rows);
        }
        return scaled;
    }

    @Override
    public int rows() {
        return examples.rows();
    }

    @Override
    public int featureCount() {
        return examples.featureCount();
    }

    @Override
    public Targets targets() {
        return examples.targets();
    }

    @Override
    public double weight(int row) {
        return weights[row];
    }

    @Override
    public void gather(int[] order, int from, int count, Batch batch) {
        examples.gather(order, from, count, batch);
        batch.weigh(weights, order, from);
    }
}
