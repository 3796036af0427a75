package nn.core.loss;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.ElementaryFunctions;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * How far a predicted distribution is from a given one: {@code ℓ_r = Σ_j y_j (ln y_j − ln p_j)} with p = softmax(z), where the
 * targets of a row are probabilities that add up to 1 (Kullback and Leibler, 1951).
 */
public record KullbackLeibler() implements Loss {

    private static final String NAME = "kullback-leibler";

    /** How far the sum of the targets of a row may be from 1. */
    private static final double TOLERANCE = 1e-3;

    @Override
    public int outputWidth(Targets targets) {
        return Quantities.countOfSeveral(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.SOFTMAX;
    }

    @Override
    public boolean allowsScaledTargets() {
        return false;
    }

    @Override
    public Optional<String> objectionTo(double[] values) {
        double sum = 0;
        for (double value : values) {
            if (value < 0) {
                return Optional.of("a target is " + value + ", expected probabilities, 0 or more");
            }
            sum += value;
        }
        return Math.abs(sum - 1) <= TOLERANCE
                ? Optional.empty()
                : Optional.of("the targets add up to " + sum + ", expected probabilities that add up to 1");
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        int width = batch.targets().names().size();
        kernel.logSumExpRows(batch.rows(), width, logits, 0, batch.rowScratch(), 0);
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double divergence = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                float y = batch.values()[i];
                float logTarget = ElementaryFunctions.log(Math.max(y, Float.MIN_NORMAL)); // 0 ln 0 = 0
                divergence += (double) y * (logTarget - ((double) logits[i] - batch.rowScratch()[row]));
            }
            sum += batch.rowWeights()[row] * divergence;
        }
        return sum;
    }

    /** {@code ∂ℓ_r/∂z_j = p_j Σ_k y_k − y_j}. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int width = batch.targets().names().size();
        kernel.softmaxRows(batch.rows(), width, logits, 0, logitGradient, 0);
        for (int row = 0; row < batch.rows(); row++) {
            float total = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                total += batch.values()[i];
            }
            for (int i = row * width; i < (row + 1) * width; i++) {
                logitGradient[i] = batch.rowWeights()[row] * (logitGradient[i] * total - batch.values()[i]);
            }
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int width = logits[row].length;
            double exponentials = 0;
            for (double logit : logits[row]) {
                exponentials += StrictMath.exp(logit);
            }
            for (int j = 0; j < width; j++) {
                double y = batch.values()[row * width + j];
                double logProbability = logits[row][j] - StrictMath.log(exponentials);
                sum += y == 0 ? 0 : batch.rowWeights()[row] * y * (StrictMath.log(y) - logProbability);
            }
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
            super(Loss.class, NAME, new KullbackLeibler(), MethodHandles.lookup());
        }
    }
}
