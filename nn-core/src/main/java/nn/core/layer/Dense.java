package nn.core.layer;

import static nn.core.kernel.Store.OVERWRITE;
import static nn.core.kernel.Transpose.NO;
import static nn.core.kernel.Transpose.YES;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import nn.core.init.Constant;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.Compute;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * A fully connected layer.
 *
 * <pre>
 * forward    Z = A·W + b
 * backward   dW = Aᵀ·D      db = column sums of D      dA = D·Wᵀ
 * </pre>
 *
 * <p>A is batch × fanIn, W fanIn × fanOut, D = dL/dZ. Source: Hjorth-Jensen, "Setting up the back propagation algorithm",
 * parts 1 to 3, which write z = Wᵀa + b for one sample; D here carries the factor 1/B of the mean over the batch.
 *
 * @param units the number of outputs, fanOut
 * @param initializer gives W its first values
 * @param bias whether b is there; without it b = 0
 * @param initialBias the first value of each element of b
 */
public record Dense(int units, Initializer initializer, boolean bias, double initialBias) implements Layer {

    private static final String NAME = "dense";

    /** Checks the numbers. */
    public Dense {
        Require.atLeast(1, "units", units);
        Require.finite("initialBias", initialBias);
    }

    /** A layer with bias, its weights initialized for ReLU. */
    public Dense(int units) {
        this(units, new HeNormal());
    }

    /** A layer with bias. */
    public Dense(int units, Initializer initializer) {
        this(units, initializer, true);
    }

    /** A layer whose bias, if it has one, begins at 0. */
    public Dense(int units, Initializer initializer, boolean bias) {
        this(units, initializer, bias, 0);
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        int fanIn = context.inputShape().size();
        Segment weights = context.parameter("weights", Role.WEIGHT, Shape.of(fanIn, units), initializer);
        Optional<Segment> biases = bias
                ? Optional.of(context.parameter("bias", Role.BIAS, Shape.of(units), new Constant(initialBias)))
                : Optional.empty();
        return new Built(Shape.of(units), fanIn, units, weights, biases);
    }

    private record Built(Shape outputShape, int fanIn, int units, Segment weights, Optional<Segment> bias)
            implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            infer(workspace, input, output);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            Compute compute = workspace.compute();
            int rows = workspace.rows();
            float[] theta = workspace.parameters();
            int w = weights.from();
            if (bias.isPresent()) {
                int b = bias.get().from();
                if (rows == 1 && workspace.hasFinalFiniteParameters()) {
                    compute.affineRow(units, fanIn, input, 0, theta, w, units, theta, b, output, 0);
                    return;
                }
                compute.affine(rows, units, fanIn, input, 0, fanIn, theta, w, units, theta, b, output, 0, units);
            } else {
                compute.gemm(NO, NO, rows, units, fanIn, input, 0, fanIn, theta, w, units, output, 0, units, OVERWRITE);
            }
        }

        /** {@code dW = Aᵀ·D} and {@code db = column sums of D}. */
        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {
            Compute compute = workspace.compute();
            int rows = workspace.rows();
            float[] g = workspace.gradients();
            int dw = weights.from();
            compute.gemm(
                    YES, NO, fanIn, units, rows, input, 0, fanIn, outputGradient, 0, units, g, dw, units, OVERWRITE);
            if (bias.isPresent()) {
                int db = bias.get().from();
                compute.columnSums(rows, units, outputGradient, 0, units, g, db, OVERWRITE);
            }
        }

        /** {@code dA = D·Wᵀ}. */
        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            int rows = workspace.rows();
            float[] theta = workspace.parameters();
            int w = weights.from();
            workspace
                    .compute()
                    .gemm(
                            NO,
                            YES,
                            rows,
                            fanIn,
                            units,
                            outputGradient,
                            0,
                            units,
                            theta,
                            w,
                            units,
                            inputGradient,
                            0,
                            fanIn,
                            OVERWRITE);
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[] theta = pass.parameters();
            double[][] z = new double[input.length][units];
            for (int r = 0; r < input.length; r++) {
                for (int j = 0; j < units; j++) {
                    double sum = bias.isPresent() ? theta[bias.get().from() + j] : 0;
                    for (int i = 0; i < fanIn; i++) {
                        sum += input[r][i] * theta[weights.from() + i * units + j];
                    }
                    z[r][j] = sum;
                }
            }
            return z;
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Layer> {
        /** For the service loader. */
        public Provider() {
            super(Layer.class, NAME, new Dense(1), MethodHandles.lookup());
        }
    }
}
