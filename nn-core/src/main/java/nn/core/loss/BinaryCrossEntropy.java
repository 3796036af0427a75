package nn.core.loss;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.ElementaryFunctions;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Cross-entropy of yes and no, sigmoid included: {@code ℓ_r = (1/n) Σ_j (ln(1 + exp(z_j)) − y_j z_j)}, where sigmoid(z_j) is the
 * probability that y_j is 1. For two classes there is one logit, for the second class. For several target columns of 0 and 1
 * (any number of which may be 1) there is one for each.
 *
 * @param labelSmoothing ε in [0, 1): targets become y(1 − ε) + ε/2, so that no logit need grow without bound; 0 by default
 */
public record BinaryCrossEntropy(double labelSmoothing) implements Loss {

    private static final String NAME = "binary-cross-entropy";

    /** Checks ε. */
    public BinaryCrossEntropy {
        Require.inHalfOpenUnitInterval("labelSmoothing", labelSmoothing);
    }

    /** Without smoothing. */
    public BinaryCrossEntropy() {
        this(0);
    }

    @Override
    public int outputWidth(Targets targets) {
        return targets instanceof Targets.Values values ? values.names().size() : Labels.twoClasses(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.SIGMOID;
    }

    @Override
    public boolean allowsScaledTargets() {
        return false;
    }

    @Override
    public Optional<String> objectionTo(double[] values) {
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                return Optional.of("a target is " + value + ", expected 0 or 1, or a number between");
            }
        }
        return Optional.empty();
    }

    private static int width(Batch batch) {
        return batch.targets() instanceof Targets.Values values ? values.names().size() : 1;
    }

    /** The target of a logit, after smoothing. */
    private double target(Batch batch, int i) {
        double y = batch.targets() instanceof Targets.Classes ? batch.labels()[i] : batch.values()[i];
        return y * (1 - labelSmoothing) + labelSmoothing / 2;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        int width = width(batch);
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double costs = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                // ln(1 + exp z) = max(z, 0) + ln(1 + exp −|z|); where y is 1, max(z, 0) − z is exact.
                float z = logits[i];
                costs += ElementaryFunctions.softplus(-Math.abs(z)) + (Math.max(z, 0) - target(batch, i) * z);
            }
            sum += batch.rowWeights()[row] * (costs / width);
        }
        return sum;
    }

    /** {@code ∂ℓ_r/∂z_j = (sigmoid(z_j) − y_j)/n}. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        int width = width(batch);
        kernel.sigmoid(logits, 0, logitGradient, 0, batch.rows() * width);
        for (int row = 0; row < batch.rows(); row++) {
            float share = batch.rowWeights()[row] / width;
            for (int i = row * width; i < (row + 1) * width; i++) {
                logitGradient[i] = share * (logitGradient[i] - (float) target(batch, i));
            }
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int width = logits[row].length;
            for (int j = 0; j < width; j++) {
                double z = logits[row][j];
                double y = batch.labels().length > 0 ? batch.labels()[row] : batch.values()[row * width + j];
                double smooth = (1 - labelSmoothing) * y + labelSmoothing * 0.5;
                double tail = StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
                double minusLogYes = Math.max(-z, 0) + tail;
                double minusLogNo = Math.max(z, 0) + tail;
                sum += batch.rowWeights()[row] * (smooth * minusLogYes + (1 - smooth) * minusLogNo) / width;
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
            super(Loss.class, NAME, new BinaryCrossEntropy(), MethodHandles.lookup());
        }
    }
}
