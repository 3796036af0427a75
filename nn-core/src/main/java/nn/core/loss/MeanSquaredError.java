package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The squared error, averaged over rows and outputs: {@code ℓ_r = (1/n) Σ_j (a_j − y_j)²} for n outputs. The notes' "The
 * optimization problem".
 */
public record MeanSquaredError() implements SumOfSquares {

    private static final String NAME = "mean-squared-error";

    @Override
    public int outputWidth(Targets targets) {
        return Quantities.count(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        return SquaredError.value(batch, logits, scale(batch.targets()));
    }

    /** {@code dℓ_r/da_j = (2/n) (a_j − y_j)}. */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        return SquaredError.valueAndGradient(batch, logits, logitGradient, scale(batch.targets()));
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int outputs = logits[row].length;
            double squares = 0;
            for (int j = 0; j < outputs; j++) {
                double error = logits[row][j] - batch.values()[row * outputs + j];
                squares += error * error;
            }
            sum += batch.rowWeights()[row] * squares / outputs;
        }
        return sum;
    }

    @Override
    public double scale(Targets targets) {
        return 1.0 / targets.names().size();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Loss> {
        /** For the service loader. */
        public Provider() {
            super(Loss.class, NAME, new MeanSquaredError(), MethodHandles.lookup());
        }
    }
}
