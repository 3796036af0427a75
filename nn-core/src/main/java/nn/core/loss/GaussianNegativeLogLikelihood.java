package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.ElementaryFunctions;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;
import nn.core.statistics.NormalQuantile;

/**
 * The negative log-likelihood of numbers whose spread is learned too: of the 2n outputs of a row, the first n are means μ and the
 * others logarithms s of variances. {@code ℓ_r = (1/n) Σ_j ½(ln v_j + (y_j − μ_j)²/v_j)} with {@code v = exp(s) + ε}; the
 * constant ½ ln 2π is left out (Nix and Weigend, "Estimating the mean and variance of the target probability distribution",
 * 1994). Predictions are the means.
 *
 * @param epsilon ε, added to each variance so that a target met exactly costs no infinite amount; greater than 0
 */
public record GaussianNegativeLogLikelihood(double epsilon) implements DistributionalLoss {

    private static final String NAME = "gaussian-negative-log-likelihood";

    /** Checks ε. */
    public GaussianNegativeLogLikelihood {
        Require.positive("epsilon", epsilon);
    }

    /** With ε = 10⁻⁶. */
    public GaussianNegativeLogLikelihood() {
        this(1e-6);
    }

    @Override
    public int outputWidth(Targets targets) {
        return 2 * Quantities.count(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        int n = batch.targets().names().size();
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double costs = 0;
            for (int j = 0; j < n; j++) {
                int mean = row * 2 * n + j;
                float variance = variance(logits[mean + n]);
                double error = logits[mean] - batch.values()[row * n + j];
                costs += (ElementaryFunctions.log(variance) + error * error / variance) / 2;
            }
            sum += batch.rowWeights()[row] * (costs / n);
        }
        return sum;
    }

    private float variance(float logVariance) {
        return ElementaryFunctions.exp(logVariance) + (float) epsilon;
    }

    /** {@code ∂ℓ_r/∂μ_j = (μ_j − y_j)/(n v_j)} and {@code ∂ℓ_r/∂s_j = exp(s_j)/(2n v_j) · (1 − (y_j − μ_j)²/v_j)}. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int n = batch.targets().names().size();
        for (int row = 0; row < batch.rows(); row++) {
            float share = batch.rowWeights()[row] / n;
            for (int j = 0; j < n; j++) {
                int mean = row * 2 * n + j;
                float inverse = 1 / variance(logits[mean + n]);
                float error = logits[mean] - batch.values()[row * n + j];
                logitGradient[mean] = share * (error * inverse);
                float ofLearned = ElementaryFunctions.exp(logits[mean + n]) * inverse; // exp(s)/v
                logitGradient[mean + n] = share * (0.5f * ofLearned * (1 - error * error * inverse));
            }
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int n = logits[row].length / 2;
            for (int j = 0; j < n; j++) {
                double variance = StrictMath.exp(logits[row][n + j]) + epsilon;
                double error = batch.values()[row * n + j] - logits[row][j];
                sum += batch.rowWeights()[row] * (StrictMath.log(variance) + error * error / variance) / 2 / n;
            }
        }
        return sum;
    }

    /** The ends of the interval that holds 95 % of the targets. */
    @Override
    public double[] quantiles() {
        return new double[] {0.025, 0.975};
    }

    /** {@code μ + Φ⁻¹(share)√v}. */
    @Override
    public double quantile(double share, float[] logits, int row, int quantity, int quantities) {
        int mean = row * 2 * quantities + quantity;
        return logits[mean] + NormalQuantile.of(share) * Math.sqrt(variance(logits[mean + quantities]));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new GaussianNegativeLogLikelihood(), MethodHandles.lookup());
        }
    }
}
