package nn.core.loss;

import nn.core.data.Batch;

/** {@code ℓ_r = s Σ_j (a_j − y_j)²} for a scale s: what {@link MeanSquaredError} and {@link HalfSquaredError} have in common. */
final class SquaredError {

    private SquaredError() {}

    static double value(Batch batch, float[] outputs, double scale) {
        int width = batch.targets().names().size();
        float[] values = batch.values();
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double squares = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                double error = outputs[i] - values[i];
                squares += error * error;
            }
            sum += batch.rowWeights()[row] * (scale * squares);
        }
        return sum;
    }

    static double valueAndGradient(Batch batch, float[] outputs, float[] gradient, double scale) {
        int width = batch.targets().names().size();
        float[] values = batch.values();
        for (int row = 0; row < batch.rows(); row++) {
            float factor = (float) (2 * scale) * batch.rowWeights()[row];
            for (int i = row * width; i < (row + 1) * width; i++) {
                gradient[i] = factor * (outputs[i] - values[i]);
            }
        }
        return value(batch, outputs, scale);
    }
}
