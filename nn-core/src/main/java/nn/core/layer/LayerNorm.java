package nn.core.layer;

import static nn.core.kernel.Store.OVERWRITE;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.init.Constant;
import nn.core.kernel.MatrixKernel;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Layer normalization: each row is centred and scaled by its own mean and variance over the units, then each unit scaled and
 * shifted by two learned parameters. Rows do not depend on each other, so training and prediction are the same.
 *
 * <pre>
 * forward    x̂ = (x − μ) / √(σ² + ε)      y = γ x̂ + β      (μ, σ² of the row over its n units)
 * backward   dγ = Σ_r d x̂      dβ = Σ_r d
 *            dx = 1 / √(σ² + ε) · (e − Σ_u e/n − x̂ Σ_u e x̂/n)      e = γ d
 * </pre>
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016, equations 3 and 4, with ε as in batch normalization. Sums over a
 * row are the kernel's {@linkplain MatrixKernel#dot inner products}, whose order is fixed.
 *
 * @param epsilon ε, greater than 0, keeps rows of equal values finite
 */
public record LayerNorm(double epsilon) implements Layer {

    private static final String NAME = "layer-norm";

    /** Turns inner products into sums, as many terms at a time as the kernel adds up in float. */
    private static final float[] ONES = new float[MatrixKernel.DOT_BLOCK];

    static {
        Arrays.fill(ONES, 1);
    }

    /** Checks ε. */
    public LayerNorm {
        Require.positive("epsilon", epsilon);
    }

    /** ε = 10⁻⁵. */
    public LayerNorm() {
        this(1e-5);
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        Shape shape = context.inputShape();
        int width = shape.size();
        return new Built(
                shape,
                width,
                epsilon,
                context.parameter("scale", Role.SCALE, Shape.of(width), new Constant(1)),
                context.parameter("shift", Role.BIAS, Shape.of(width), new Constant(0)),
                context.slot(width, 0),
                context.slot(1, 0));
    }

    /**
     * @param normalized x̂
     * @param inverses 1/√(σ² + ε) of each row
     */
    private record Built(
            Shape outputShape, int width, double epsilon, Segment scale, Segment shift, Slot normalized, Slot inverses)
            implements RowLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output, int fromRow, int rows) {
            MatrixKernel kernel = workspace.compute().kernel();
            float[] xHat = workspace.slot(normalized);
            float[] inverse = workspace.slot(inverses);
            Columns columns = scalesAndShifts(workspace.parameters());
            for (int r = fromRow; r < fromRow + rows; r++) {
                inverse[r] = normalize(kernel, input, r * width, xHat);
                scaleAndShift(columns, xHat, r * width, output);
            }
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output, int fromRow, int rows) {
            MatrixKernel kernel = workspace.compute().kernel();
            Columns columns = scalesAndShifts(workspace.parameters());
            for (int r = fromRow; r < fromRow + rows; r++) {
                normalize(kernel, input, r * width, output);
                scaleAndShift(columns, output, r * width, output);
            }
        }

        /** Writes x̂ of the row that begins at an index and returns its 1/√(σ² + ε). */
        private float normalize(MatrixKernel kernel, float[] input, int row, float[] xHat) {
            float mean = (float) (sum(kernel, input, row) / width);
            for (int i = row; i < row + width; i++) {
                xHat[i] = input[i] - mean;
            }
            float variance = (float) (kernel.dot(xHat, row, xHat, row, width) / width);
            float inverse = 1 / (float) Math.sqrt(variance + (float) epsilon);
            for (int i = row; i < row + width; i++) {
                xHat[i] *= inverse;
            }
            return inverse;
        }

        private double sum(MatrixKernel kernel, float[] x, int row) {
            double sum = 0;
            for (int u = 0; u < width; u += ONES.length) {
                sum += kernel.dot(x, row + u, ONES, 0, Math.min(ONES.length, width - u));
            }
            return sum;
        }

        /** γ as array 0 and β as array 1. */
        private Columns scalesAndShifts(float[] theta) {
            Columns columns = Columns.ofThread(width);
            System.arraycopy(theta, scale.from(), columns.array(0), 0, width);
            System.arraycopy(theta, shift.from(), columns.array(1), 0, width);
            return columns;
        }

        private void scaleAndShift(Columns columns, float[] xHat, int row, float[] output) {
            float[] x = columns.array(2);
            float[] y = columns.array(3);
            System.arraycopy(xHat, row, x, 0, width);
            Columns.scaleAndShift(width, x, columns.array(0), columns.array(1), y);
            System.arraycopy(y, 0, output, row, width);
        }

        /** {@code dγ = Σ_r d x̂} and {@code dβ = Σ_r d}. */
        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {
            int rows = workspace.rows();
            float[] g = workspace.gradients();
            float[] xHat = workspace.slot(normalized);
            Columns.sumProducts(rows, width, outputGradient, xHat, g, scale.from());
            workspace.compute().columnSums(rows, width, outputGradient, 0, width, g, shift.from(), OVERWRITE);
        }

        /** {@code dx = 1 / √(σ² + ε) · (e − Σ_u e/n − x̂ Σ_u e x̂/n)} with {@code e = γ d}. */
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
            float[] xHat = workspace.slot(normalized);
            float[] inverse = workspace.slot(inverses);
            Columns columns = Columns.ofThread(width);
            float[] gamma = columns.array(0);
            float[] e = columns.array(1);
            System.arraycopy(workspace.parameters(), scale.from(), gamma, 0, width);
            for (int r = fromRow; r < fromRow + rows; r++) {
                int row = r * width;
                System.arraycopy(outputGradient, row, e, 0, width);
                for (int u = 0; u < width; u++) {
                    e[u] *= gamma[u];
                }
                System.arraycopy(e, 0, inputGradient, row, width);
                float mean = (float) (sum(kernel, inputGradient, row) / width);
                float slope = (float) (kernel.dot(inputGradient, row, xHat, row, width) / width);
                float factor = inverse[r];
                for (int i = row; i < row + width; i++) {
                    inputGradient[i] = factor * (inputGradient[i] - mean - xHat[i] * slope);
                }
            }
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] y = new double[input.length][width];
            for (int r = 0; r < input.length; r++) {
                double mean = Arrays.stream(input[r]).sum() / width;
                double variance = Arrays.stream(input[r])
                                .map(x -> (x - mean) * (x - mean))
                                .sum()
                        / width;
                for (int u = 0; u < width; u++) {
                    double xHat = (input[r][u] - mean) / Math.sqrt(variance + epsilon);
                    y[r][u] = pass.parameters()[scale.from() + u] * xHat + pass.parameters()[shift.from() + u];
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
            super(Layer.class, NAME, new LayerNorm(), MethodHandles.lookup());
        }
    }
}
