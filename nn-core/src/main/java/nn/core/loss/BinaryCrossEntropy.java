package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.ElementaryFunctions;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Cross-entropy of two classes with one logit, sigmoid included: {@code ℓ_r = ln(1 + exp(z)) − y z}, where the label y is 0 or
 * 1 and sigmoid(z) is the probability of class 1.
 */
public record BinaryCrossEntropy() implements Loss {

    private static final String NAME = "binary-cross-entropy";

    @Override
    public int outputWidth(Targets targets) {
        if (targets instanceof Targets.Classes classes && classes.names().size() == 2) {
            return 1;
        }
        String found = targets instanceof Targets.Classes classes
                ? classes.names().size() + " classes. Use softmax-cross-entropy."
                : "numbers. Use mean-squared-error.";
        throw new NnException.Configuration("Loss \"" + NAME + "\" needs two classes as targets, found " + found);
    }

    @Override
    public Link link() {
        return Link.SIGMOID;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            // softplus(z) − z = softplus(−z), which keeps the digits where the former cancels.
            float signed = batch.labels()[row] == 1 ? -logits[row] : logits[row];
            sum += batch.rowWeights()[row] * ElementaryFunctions.softplus(signed);
        }
        return sum;
    }

    /** {@code dℓ_r/dz = sigmoid(z) − y}. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        kernel.sigmoid(logits, 0, logitGradient, 0, batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            logitGradient[row] = (logitGradient[row] - batch.labels()[row]) * batch.rowWeights()[row];
        }
        return value(kernel, batch, logits);
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            double z = logits[row][0];
            double softplus = Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
            sum += batch.rowWeights()[row] * (softplus - batch.labels()[row] * z);
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
