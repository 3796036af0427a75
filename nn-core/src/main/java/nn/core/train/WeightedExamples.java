package nn.core.train;

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
        double[] weights = weights(part, classWeights);
        double largest = 0;
        boolean same = true;
        for (double weight : weights) {
            largest = Math.max(largest, weight);
            same &= weight == weights[0];
        }
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            throw new NnException.Data(part.dataset().name() + ": the largest weight of the " + part.size()
                    + " training rows is " + largest + ", expected a finite one above 0. Choose other weights.");
        }
        return same ? examples : new WeightedExamples(examples, scaled(weights, largest));
    }

    private static double[] weights(TrainingPart part, ClassWeights classWeights) {
        Dataset dataset = part.dataset();
        int[] rows = part.rows();
        double[] weights = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            weights[r] = dataset.weight(rows[r]);
        }
        if (!classWeights.equals(ClassWeights.NONE)) {
            double[] ofClasses = classWeights.of(part);
            for (int r = 0; r < rows.length; r++) {
                weights[r] *= ofClasses[dataset.label(rows[r])];
            }
        }
        return weights;
    }

    /** Divides by the largest first, since a sum of large numbers may overflow. */
    private static float[] scaled(double[] weights, double largest) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight / largest;
        }
        float[] scaled = new float[weights.length];
        for (int r = 0; r < scaled.length; r++) {
            scaled[r] = (float) (weights[r] / largest / sum * weights.length);
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
