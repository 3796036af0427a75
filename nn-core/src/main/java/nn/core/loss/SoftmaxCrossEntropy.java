package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Cross-entropy of one of several classes, softmax included: {@code ℓ_r = ln Σ_k exp(z_k) − z_y} for the label y. The
 * log-sum-exp form neither overflows nor loses small probabilities.
 */
public record SoftmaxCrossEntropy() implements Loss {

    private static final String NAME = "softmax-cross-entropy";

    @Override
    public int outputWidth(Targets targets) {
        return switch (targets) {
            case Targets.Classes classes -> classes.names().size();
            case Targets.Values values ->
                throw new NnException.Configuration("Loss \"" + NAME + "\" needs classes as targets, found numbers ("
                        + String.join(", ", values.names()) + "). Use mean-squared-error.");
        };
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
            double logit = logits[row * width + batch.labels()[row]];
            sum += batch.rowWeights()[row] * (batch.rowScratch()[row] - logit);
        }
        return sum;
    }

    /** {@code dℓ_r/dz_j = p_j − [j = y]} with p = softmax(z). */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int width = batch.targets().names().size();
        kernel.softmaxRows(batch.rows(), width, logits, 0, logitGradient, 0);
        for (int row = 0; row < batch.rows(); row++) {
            logitGradient[row * width + batch.labels()[row]] -= 1;
            float weight = batch.rowWeights()[row];
            for (int i = row * width; i < (row + 1) * width; i++) {
                logitGradient[i] *= weight;
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
            sum -= batch.rowWeights()[row] * logProbability;
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
