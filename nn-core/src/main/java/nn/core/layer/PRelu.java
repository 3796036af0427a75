package nn.core.layer;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.init.Constant;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The parametric rectified linear unit: each unit learns its slope α below 0.
 *
 * <pre>
 * forward    y = max(x, 0) + α min(x, 0)
 * backward   dα = Σ_r d min(x, 0)      dx = d for x ≥ 0, α d below
 * </pre>
 *
 * <p>Source: He, Zhang, Ren, Sun, "Delving deep into rectifiers", ICCV 2015, equations 1 and 8 to 10, the channel-wise variant.
 *
 * @param alpha the first value of every α; 0.25 in the paper
 */
public record PRelu(double alpha) implements Nonlinearity {

    private static final String NAME = "prelu";

    /** Checks α. */
    public PRelu {
        Require.finite("alpha", alpha);
    }

    /** The paper's α = 0.25. */
    public PRelu() {
        this(0.25);
    }

    @Override
    public Initializer initializer() {
        return new HeNormal();
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        Shape shape = context.inputShape();
        int width = shape.size();
        return new Built(shape, width, context.parameter("slope", Role.SCALE, Shape.of(width), new Constant(alpha)));
    }

    private record Built(Shape outputShape, int width, Segment slope) implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            infer(workspace, input, output);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            float[] theta = workspace.parameters();
            int alpha = slope.from();
            for (int r = 0; r < workspace.rows(); r++) {
                int row = r * width;
                for (int u = 0; u < width; u++) {
                    float x = input[row + u];
                    output[row + u] = Math.max(x, 0) + theta[alpha + u] * Math.min(x, 0);
                }
            }
        }

        /** {@code dα = Σ_r d min(x, 0)}. */
        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {
            float[] g = workspace.gradients();
            int dAlpha = slope.from();
            Arrays.fill(g, dAlpha, dAlpha + width, 0);
            for (int r = 0; r < workspace.rows(); r++) {
                int row = r * width;
                for (int u = 0; u < width; u++) {
                    g[dAlpha + u] += outputGradient[row + u] * Math.min(input[row + u], 0);
                }
            }
        }

        /** {@code dx = d} for x ≥ 0, {@code α d} below. */
        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            float[] theta = workspace.parameters();
            int alpha = slope.from();
            for (int r = 0; r < workspace.rows(); r++) {
                int row = r * width;
                for (int u = 0; u < width; u++) {
                    float negative = -Math.signum(Math.min(input[row + u], 0)); // 1 below 0, else 0
                    inputGradient[row + u] = outputGradient[row + u] * ((1 - negative) + theta[alpha + u] * negative);
                }
            }
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] y = new double[input.length][width];
            for (int r = 0; r < input.length; r++) {
                for (int u = 0; u < width; u++) {
                    double x = input[r][u];
                    y[r][u] = x < 0 ? pass.parameters()[slope.from() + u] * x : x;
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
            super(Layer.class, NAME, new PRelu(), MethodHandles.lookup());
        }
    }
}
