package nn.core.loss;

import java.lang.invoke.MethodHandles;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Half the squared error, summed over the outputs: {@code ℓ_r = ½ Σ_j (a_j − y_j)²}, whose derivative is a − y. The notes'
 * "Setting up the equations for a neural network" sums it over the rows as well; here, as everywhere, rows are averaged.
 */
public record HalfSquaredError() implements SumOfSquares {

    private static final String NAME = "half-squared-error";

    @Override
    public int outputWidth(Targets targets) {
        return Quantities.count(NAME, targets);
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public double scale(Targets targets) {
        return 0.5;
    }

    @Override
    public double value(MatrixKernel kernel, Batch batch, float[] logits) {
        return SquaredError.value(batch, logits, scale(batch.targets()));
    }

    /** {@code dℓ_r/da_j = a_j − y_j}; the notes' "Derivative of the cost function". */
    @Override
    public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
        return SquaredError.valueAndGradient(batch, logits, logitGradient, scale(batch.targets()));
    }

    @Override
    public double reference(Batch batch, double[][] logits) {
        double sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            for (int j = 0; j < logits[row].length; j++) {
                double error = logits[row][j] - batch.values()[row * logits[row].length + j];
                sum += batch.rowWeights()[row] * error * error / 2;
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
            super(Loss.class, NAME, new HalfSquaredError(), MethodHandles.lookup());
        }
    }
}
