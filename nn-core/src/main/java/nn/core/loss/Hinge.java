package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * {@code ℓ_r = max(0, 1 − tz)} for two classes and one logit, where t is −1 or 1: the loss of support vector machines (Cortes and Vapnik, 1995). Predictions are classes,
 * without probabilities.
 */
public record Hinge() implements Loss {

    private static final String NAME = "hinge";

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
            sum += batch.rowWeights()[row] * Math.max(0, 1 - margin);
        }
        return sum;
    }

    /** {@code dℓ_r/dz} is −t where {@code tz < 1}, else 0. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        for (int row = 0; row < batch.rows(); row++) {
            float sign = Labels.sign(batch, row);
            float margin = sign * logits[row];
            logitGradient[row] = batch.rowWeights()[row] * (-sign * Math.signum(Math.max(1 - margin, 0)));
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double margin = batch.labels()[row] == 1 ? logits[row][0] : -logits[row][0];
            sum += batch.rowWeights()[row] * Math.max(0, 1 - margin);
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
            super(Loss.class, NAME, new Hinge(), MethodHandles.lookup());
        }
    }
}
