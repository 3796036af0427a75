package nn.core.loss;

import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;

/**
 * A loss that compares each output with a number on its own, averaged over the n outputs of a row: {@code ℓ_r = (1/n) Σ_j
 * ρ(a_j, y_j)}. An implementation says what ρ is.
 */
public interface ValueLoss extends Loss {

    /** ρ(a, y) for an output and its target, by operations with the same bits everywhere. */
    double cost(float output, float target);

    /** ∂ρ/∂a. */
    float slope(float output, float target);

    /** The textbook definition of ρ(a, y), for checks. */
    double textbook(double output, double target);

    @Override
    default int outputWidth(Targets targets) {
        return Quantities.count(spec().name(), targets);
    }

    @Override
    default Link link() {
        return Link.IDENTITY;
    }

    @Override
    default double value(MatrixKernel kernel, Batch batch, float[] logits) {
        int width = batch.targets().names().size();
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double costs = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                costs += cost(logits[i], batch.values()[i]);
            }
            sum += batch.rowWeights()[row] * (costs / width);
        }
        return sum;
    }

    @Override
    default double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int width = batch.targets().names().size();
        for (int row = 0; row < batch.rows(); row++) {
            float share = batch.rowWeights()[row] / width;
            for (int i = row * width; i < (row + 1) * width; i++) {
                logitGradient[i] = share * slope(logits[i], batch.values()[i]);
            }
        }
        return value(kernel, batch, logits);
    }

    @Override
    default double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int width = logits[row].length;
            for (int j = 0; j < width; j++) {
                double cost = textbook(logits[row][j], batch.values()[row * width + j]);
                sum += batch.rowWeights()[row] * cost / width;
            }
        }
        return sum;
    }
}
