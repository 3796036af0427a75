package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Cross-entropy of one of several classes, softmax included: {@code ℓ_r = ln Σ_k exp(z_k) − z_y} for the label y. The
 * log-sum-exp form neither overflows nor loses small probabilities.
 *
 * <p>With label smoothing the target is not the label alone: {@code ℓ_r = ln Σ_k exp(z_k) − (1 − ε) z_y − (ε/K) Σ_k z_k} for K
 * classes (Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, "Rethinking the Inception architecture", CVPR 2016, section 7).
 *
 * @param labelSmoothing ε in [0, 1): what the label gives to all classes in equal parts; 0 by default
 */
public record SoftmaxCrossEntropy(double labelSmoothing) implements Loss {

    private static final String NAME = "softmax-cross-entropy";

    /** Checks ε. */
    public SoftmaxCrossEntropy {
        Require.inHalfOpenUnitInterval("labelSmoothing", labelSmoothing);
    }

    /** Without smoothing. */
    public SoftmaxCrossEntropy() {
        this(0);
    }

    @Override
    public int outputWidth(Targets targets) {
        return Labels.classes(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.SOFTMAX;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        int width = batch.targets().names().size();
        kernel.logSumExpRows(batch.rows(), width, logits, 0, batch.rowScratch(), 0);
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double expected = (1 - labelSmoothing) * logits[row * width + batch.labels()[row]];
            for (int i = row * width; labelSmoothing > 0 && i < (row + 1) * width; i++) {
                expected += labelSmoothing / width * logits[i];
            }
            sum += batch.rowWeights()[row] * (batch.rowScratch()[row] - expected);
        }
        return sum;
    }

    /** {@code ∂ℓ_r/∂z_j = p_j − (1 − ε)[j = y] − ε/K} with p = softmax(z). */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int width = batch.targets().names().size();
        kernel.softmaxRows(batch.rows(), width, logits, 0, logitGradient, 0);
        float share = (float) (labelSmoothing / width);
        for (int row = 0; row < batch.rows(); row++) {
            logitGradient[row * width + batch.labels()[row]] -= (float) (1 - labelSmoothing);
            float weight = batch.rowWeights()[row];
            for (int i = row * width; i < (row + 1) * width; i++) {
                logitGradient[i] = (logitGradient[i] - share) * weight;
            }
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double max = Double.NEGATIVE_INFINITY;
            for (double logit : logits[row]) {
                max = Math.max(max, logit);
            }
            double exponentials = 0;
            for (double logit : logits[row]) {
                exponentials += StrictMath.exp(logit - max);
            }
            for (int j = 0; j < logits[row].length; j++) {
                double target =
                        (j == batch.labels()[row] ? 1 - labelSmoothing : 0) + labelSmoothing / logits[row].length;
                double logProbability = logits[row][j] - max - StrictMath.log(exponentials);
                sum -= target == 0 ? 0 : batch.rowWeights()[row] * target * logProbability;
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
            super(Loss.class, NAME, new SoftmaxCrossEntropy(), MethodHandles.lookup());
        }
    }
}
