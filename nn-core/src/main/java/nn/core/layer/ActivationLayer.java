package nn.core.layer;

import java.lang.invoke.MethodHandles;
import nn.core.activation.Activation;
import nn.core.activation.ElementwiseActivation;
import nn.core.activation.Identity;
import nn.core.activation.RowwiseActivation;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Applies an activation to each sample.
 *
 * <pre>
 * forward    A = f(Z)
 * backward   dZ = dA ∘ f'(Z)
 * </pre>
 *
 * <p>Source: Hjorth-Jensen, "Bringing it together", equation 2.
 *
 * @param activation f
 */
public record ActivationLayer(Activation activation) implements Nonlinearity {

    private static final String NAME = "activation";

    @Override
    public Initializer initializer() {
        return activation.initializer();
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        Shape shape = context.inputShape();
        ActivationProbe.check(activation);
        return switch (activation) {
            case ElementwiseActivation elementwise -> new Elementwise(shape, elementwise);
            case RowwiseActivation rowwise -> new Rowwise(shape, rowwise);
        };
    }

    private record Elementwise(Shape outputShape, ElementwiseActivation f) implements RowLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output, int fromRow, int rows) {
            infer(workspace, input, output, fromRow, rows);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output, int fromRow, int rows) {
            int width = outputShape.size();
            int from = fromRow * width;
            f.forward(workspace.compute().kernel(), input, output, from, rows * width);
        }

        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {}

        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient,
                int fromRow,
                int rows) {
            MatrixKernel kernel = workspace.compute().kernel();
            int width = outputShape.size();
            f.backward(kernel, input, output, outputGradient, inputGradient, fromRow * width, rows * width);
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] a = new double[input.length][];
            for (int r = 0; r < input.length; r++) {
                a[r] = new double[input[r].length];
                for (int j = 0; j < a[r].length; j++) {
                    a[r][j] = f.reference(input[r][j]);
                }
            }
            return a;
        }
    }

    private record Rowwise(Shape outputShape, RowwiseActivation f) implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            infer(workspace, input, output);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            f.forward(workspace.compute().kernel(), workspace.rows(), outputShape.size(), input, 0, output, 0);
        }

        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {}

        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            f.backward(
                    workspace.compute().kernel(),
                    workspace.rows(),
                    outputShape.size(),
                    input,
                    output,
                    outputGradient,
                    inputGradient,
                    0);
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] a = new double[input.length][];
            for (int r = 0; r < input.length; r++) {
                a[r] = f.reference(input[r]);
            }
            return a;
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
            super(Layer.class, NAME, new ActivationLayer(new Identity()), MethodHandles.lookup());
        }
    }
}
