package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * How much the directions of outputs and targets differ: {@code ℓ_r = 1 − a·y / (‖a‖ ‖y‖)}, from 0 for the same to 2 for the
 * opposite one, whatever their lengths. A product of lengths below 10⁻⁸ counts as 10⁻⁸, as in PyTorch's {@code
 * cosine_similarity}.
 */
public record Cosine() implements Loss {

    private static final String NAME = "cosine";

    private static final double SMALLEST = 1e-8;

    @Override
    public int outputWidth(Targets targets) {
        return Quantities.countOfSeveral(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public boolean allowsScaledTargets() {
        return false;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        int width = batch.targets().names().size();
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int from = row * width;
            double dot = kernel.dot(logits, from, batch.values(), from, width);
            sum += batch.rowWeights()[row] * (1 - dot / lengths(kernel, batch, logits, from, width));
        }
        return sum;
    }

    /** ‖a‖ ‖y‖ of a row. */
    private static double lengths(MatrixKernel kernel, Batch batch, float[] logits, int from, int width) {
        double squareOfA = kernel.dot(logits, from, logits, from, width);
        double squareOfY = kernel.dot(batch.values(), from, batch.values(), from, width);
        return Math.max(Math.sqrt(squareOfA * squareOfY), SMALLEST);
    }

    /** {@code ∂ℓ_r/∂a_j = (a_j a·y/‖a‖² − y_j) / (‖a‖ ‖y‖)}. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int width = batch.targets().names().size();
        for (int row = 0; row < batch.rows(); row++) {
            int from = row * width;
            double lengths = lengths(kernel, batch, logits, from, width);
            double square = Math.max(kernel.dot(logits, from, logits, from, width), Double.MIN_NORMAL);
            float along = (float) (kernel.dot(logits, from, batch.values(), from, width) / square);
            float factor = (float) (batch.rowWeights()[row] / lengths);
            for (int i = from; i < from + width; i++) {
                logitGradient[i] = factor * (logits[i] * along - batch.values()[i]);
            }
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int width = logits[row].length;
            double dot = 0;
            double squareOfA = 0;
            double squareOfY = 0;
            for (int j = 0; j < width; j++) {
                double a = logits[row][j];
                double y = batch.values()[row * width + j];
                dot += a * y;
                squareOfA += a * a;
                squareOfY += y * y;
            }
            sum += batch.rowWeights()[row]
                    * (1 - dot / Math.max(Math.sqrt(squareOfA) * Math.sqrt(squareOfY), SMALLEST));
        }
        return sum;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new Cosine(), MethodHandles.lookup());
        }
    }
}
