package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * {@code ℓ_r = max(0, 1 − tz)²} for two classes and one logit, where t is −1 or 1: {@link Hinge} without its kink (Tang, "Deep learning using linear support vector machines", 2013). Predictions are classes,
 * without probabilities.
 */
public record SquaredHinge() implements Loss {

    private static final String NAME = "squared-hinge";

    @Override
    public int outputWidth(Targets targets) {
        return Labels.twoClasses(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.STEP;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double margin = Labels.sign(batch, row) * logits[row];
            double missing = Math.max(0, 1 - margin);
            sum += batch.rowWeights()[row] * (missing * missing);
        }
        return sum;
    }

    /** {@code dℓ_r/dz} is −2t max(0, 1 − tz). */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        for (int row = 0; row < batch.rows(); row++) {
            float sign = Labels.sign(batch, row);
            float margin = sign * logits[row];
            logitGradient[row] = batch.rowWeights()[row] * (-2 * sign * Math.max(1 - margin, 0));
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double margin = batch.labels()[row] == 1 ? logits[row][0] : -logits[row][0];
            sum += batch.rowWeights()[row] * StrictMath.pow(Math.max(0, 1 - margin), 2);
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
            super(Loss.class, NAME, new SquaredHinge(), MethodHandles.lookup());
        }
    }
}
