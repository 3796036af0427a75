package nn.core.layer;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.matrix.Shape;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Adds normal random numbers in training, and nothing in predictions. On the inputs it penalizes steep functions, to first
 * order as Tikhonov's regularization does (Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural
 * Computation 7, 1995).
 *
 * <pre>
 * forward    Y = X + s N      N_ru = Φ⁻¹(U_ru), U uniform on (0, 1)
 * backward   dX = D
 * </pre>
 *
 * <p>Φ⁻¹(u) = √2 erf⁻¹(2u − 1) is computed as in Giles, "Approximating the erfinv function", GPU Computing Gems, Jade edition,
 * 2012, table 5: a polynomial in {@code w = −ln(1 − x²)}, or in its root for the outer 0.3 %. U has 24 bits, so |N| stays below
 * 5.5; the relative error is below 5·10⁻⁷.
 *
 * @param deviation s, the standard deviation of what is added, 0 or more
 */
public record GaussianNoise(double deviation) implements Layer {

    private static final String NAME = "gaussian-noise";

    /** Checks the deviation. */
    public GaussianNoise {
        Require.notNegative("deviation", deviation);
    }

    /** s = 0.1: a tenth of the deviation of standardized inputs. */
    public GaussianNoise() {
        this(0.1);
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        Shape shape = context.inputShape();
        return new Built(shape, shape.size(), deviation, context.slot(0, 0));
    }

    /**
     * @param place keeps nothing, but tells this layer's random numbers from those of others
     */
    private record Built(Shape outputShape, int width, double deviation, Slot place) implements RowLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output, int fromRow, int rows) {
            MatrixKernel kernel = workspace.compute().kernel();
            long noise = workspace.noise(place);
            float scale = (float) (Math.sqrt(2) * deviation);
            int from = fromRow * width;
            int to = from + rows * width;
            for (int i = from; i < to; i++) {
                float x = signed(noise, i);
                output[i] = Math.fma(-x, x, 1);
            }
            kernel.log(output, from, output, from, to - from);
            for (int i = from; i < to; i++) {
                output[i] = input[i] + scale * inverseErf(signed(noise, i), -output[i]);
            }
        }

        /** 2u − 1 for the i-th uniform number u, an odd multiple of 2⁻²⁵; exact. */
        private static float signed(long noise, int i) {
            return (2 * (int) (RandomKey.bits(noise, i) >>> 40) + 1 - (1 << 24)) * 0x1p-24f;
        }

        /** erf⁻¹(x) for w = −ln(1 − x²). */
        private static float inverseErf(float x, float w) {
            if (w < 5) {
                float t = w - 2.5f;
                float p = 2.8102264e-8f;
                p = Math.fma(p, t, 3.4327394e-7f);
                p = Math.fma(p, t, -3.5233877e-6f);
                p = Math.fma(p, t, -4.3915065e-6f);
                p = Math.fma(p, t, 0.00021858087f);
                p = Math.fma(p, t, -0.001253725f);
                p = Math.fma(p, t, -0.0041776816f);
                p = Math.fma(p, t, 0.24664073f);
                return Math.fma(p, t, 1.5014094f) * x;
            }
            float t = (float) Math.sqrt(w) - 3;
            float p = -0.00020021426f;
            p = Math.fma(p, t, 0.00010095056f);
            p = Math.fma(p, t, 0.0013493432f);
            p = Math.fma(p, t, -0.0036734284f);
            p = Math.fma(p, t, 0.0057395077f);
            p = Math.fma(p, t, -0.0076224613f);
            p = Math.fma(p, t, 0.0094388705f);
            p = Math.fma(p, t, 1.001674f);
            return Math.fma(p, t, 2.8329768f) * x;
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output, int fromRow, int rows) {
            System.arraycopy(input, fromRow * width, output, fromRow * width, rows * width);
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
            System.arraycopy(outputGradient, fromRow * width, inputGradient, fromRow * width, rows * width);
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            RandomKey noise = pass.noise().with(place.index());
            double[][] y = new double[input.length][width];
            for (int r = 0; r < input.length; r++) {
                for (int u = 0; u < width; u++) {
                    double uniform = ((noise.bits((long) r * width + u) >>> 40) + 0.5) / (1 << 24);
                    y[r][u] = input[r][u] + deviation * quantile(uniform);
                }
            }
            return y;
        }

        /** Φ⁻¹(u): Newton's method on {@code Φ(z) = ½ + φ(z) (z + z³/3 + z⁵/(3·5) + …)}; from 0 it comes closer in each step. */
        private static double quantile(double u) {
            double z = 0;
            double step = 1;
            while (Math.abs(step) > 1e-8) { // then the error is about its square
                double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
                double sum = 0;
                double term = z;
                for (int k = 3; sum + term != sum; k += 2) {
                    sum += term;
                    term *= z * z / k;
                }
                step = (0.5 + density * sum - u) / density;
                z -= step;
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
            super(Layer.class, NAME, new GaussianNoise(), MethodHandles.lookup());
        }
    }
}
