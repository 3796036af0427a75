package nn.core.layer;

import java.lang.invoke.MethodHandles;
import nn.core.NnException;
import nn.core.init.GlorotUniform;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The gated linear unit: the second half of each row says how much of the first half comes out, so that the width is halved.
 *
 * <pre>
 * forward    y = x ∘ s      s = sigmoid(v)      (x | v is the input)
 * backward   dx = d ∘ s     dv = d ∘ x ∘ s (1 − s)
 * </pre>
 *
 * <p>Source: Dauphin, Fan, Auli, Grangier, "Language modeling with gated convolutional networks", ICML 2017, equation 1.
 */
public record Glu() implements Nonlinearity {

    private static final String NAME = "glu";

    @Override
    public Initializer initializer() {
        return new GlorotUniform();
    }

    @Override
    public int unitsInFrontOf(int units) {
        return Math.multiplyExact(2, units);
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        int inputs = context.inputShape().size();
        if (inputs % 2 != 0) {
            throw new NnException.Configuration("Layer \"" + context.name() + "\": " + inputs
                    + " inputs, expected an even number: one half is gated by the other. Put dense(" + (inputs + 1)
                    + ") in front of it.");
        }
        int width = inputs / 2;
        return new Built(Shape.of(width), width, context.slot(width, 0));
    }

    /**
     * @param gate s for each row
     */
    private record Built(Shape outputShape, int width, Slot gate) implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            float[] s = workspace.slot(gate);
            openGates(workspace, input, s);
            for (int r = 0; r < workspace.rows(); r++) {
                for (int u = 0; u < width; u++) {
                    output[r * width + u] = input[2 * r * width + u] * s[r * width + u];
                }
            }
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            openGates(workspace, input, output);
            for (int r = 0; r < workspace.rows(); r++) {
                for (int u = 0; u < width; u++) {
                    output[r * width + u] *= input[2 * r * width + u];
                }
            }
        }

        /** {@code s = sigmoid(v)} for each row. */
        private void openGates(Workspace workspace, float[] input, float[] s) {
            MatrixKernel kernel = workspace.compute().kernel();
            for (int r = 0; r < workspace.rows(); r++) {
                kernel.sigmoid(input, (2 * r + 1) * width, s, r * width, width);
            }
        }

        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {}

        /** {@code dx = d ∘ s} and {@code dv = d ∘ x ∘ s (1 − s) = d ∘ y (1 − s)}. */
        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            float[] s = workspace.slot(gate);
            for (int r = 0; r < workspace.rows(); r++) {
                int row = r * width;
                for (int u = 0; u < width; u++) {
                    inputGradient[2 * row + u] = outputGradient[row + u] * s[row + u];
                }
                for (int u = 0; u < width; u++) {
                    inputGradient[2 * row + width + u] = outputGradient[row + u] * (output[row + u] * (1 - s[row + u]));
                }
            }
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] y = new double[input.length][width];
            for (int r = 0; r < input.length; r++) {
                for (int u = 0; u < width; u++) {
                    y[r][u] = input[r][u] / (1 + StrictMath.exp(-input[r][width + u]));
                }
            }
            return y;
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
            super(Layer.class, NAME, new Glu(), MethodHandles.lookup());
        }
    }
}
