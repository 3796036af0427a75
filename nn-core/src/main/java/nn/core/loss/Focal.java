package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.ElementaryFunctions;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Cross-entropy that looks away from what is easy: {@code ℓ_r = −(1 − p)^γ ln p} for the probability p of the label under softmax
 * (Lin, Goyal, Girshick, He, Dollár, "Focal loss for dense object detection", ICCV 2017, equation 4). Their α is a class weight.
 *
 * <p>With L, the logarithm of the odds against the label, 1 − p is sigmoid(L) and −ln p is softplus(L), exact however small they
 * are.
 *
 * @param gamma γ, 0 or more: with 0 it is cross-entropy; 2 by default
 */
public record Focal(double gamma) implements Loss {

    private static final String NAME = "focal";

    /** Checks γ. */
    public Focal {
        Require.notNegative("gamma", gamma);
    }

    /** With γ = 2. */
    public Focal() {
        this(2);
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
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            float against = oddsAgainst(batch, row, logits, width);
            sum += batch.rowWeights()[row] * ((double) focus(against) * ElementaryFunctions.softplus(against));
        }
        return sum;
    }

    /** L = ln Σ_j≠y exp(z_j) − z_y. */
    private static float oddsAgainst(Batch batch, int row, float[] logits, int width) {
        int label = row * width + batch.labels()[row];
        float max = Float.NEGATIVE_INFINITY;
        for (int i = row * width; i < (row + 1) * width; i++) {
            max = i == label ? max : Math.max(max, logits[i]);
        }
        float sum = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            sum += i == label ? 0 : ElementaryFunctions.exp(logits[i] - max);
        }
        return max - logits[label] + ElementaryFunctions.log(sum);
    }

    /** (1 − p)^γ, from ln(1 − p) = −softplus(−L). */
    private float focus(float against) {
        return ElementaryFunctions.exp((float) -gamma * ElementaryFunctions.softplus(-against));
    }

    /** {@code ∂ℓ_r/∂z_j = (1 − p)^(γ−1) ((1 − p) − γ p ln p) (p_j − [j = y])}. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int width = batch.targets().names().size();
        kernel.softmaxRows(batch.rows(), width, logits, 0, logitGradient, 0);
        for (int row = 0; row < batch.rows(); row++) {
            float against = oddsAgainst(batch, row, logits, width);
            float rest = ElementaryFunctions.sigmoid(against); // 1 − p
            float ratio = ElementaryFunctions.softplus(against) / Math.max(rest, Float.MIN_NORMAL); // −ln p/(1 − p)
            float factor = focus(against) * (1 + (float) gamma * (1 - rest) * ratio) * batch.rowWeights()[row];
            logitGradient[row * width + batch.labels()[row]] = -rest;
            for (int i = row * width; i < (row + 1) * width; i++) {
                logitGradient[i] *= factor;
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
            double logProbability = logits[row][batch.labels()[row]] - max - StrictMath.log(exponentials);
            double focus = StrictMath.pow(-StrictMath.expm1(logProbability), gamma);
            sum -= batch.rowWeights()[row] * focus * logProbability;
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
            super(Loss.class, NAME, new Focal(), MethodHandles.lookup());
        }
    }
}
