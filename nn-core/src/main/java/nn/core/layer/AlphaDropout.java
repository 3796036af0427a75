package nn.core.layer;

import java.lang.invoke.MethodHandles;
import nn.core.matrix.Shape;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Alpha dropout, the dropout for SELU: a dropped value becomes SELU's lowest value α' instead of 0, and an affine map then
 * restores mean 0 and variance 1 of values that had them.
 *
 * <pre>
 * forward    Y = a (X ∘ M + α' (1 − M)) + b      M_ru = 0 with probability p, else 1
 * backward   dX = D ∘ aM
 *
 * a = 1 / √((1 − p)(1 + p α'²))      b = −a p α'      α' = −λα
 * </pre>
 *
 * <p>Source: Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", NIPS 2017, section "New dropout
 * technique"; their q is 1 − p, so that their a = (q + α'² q(1 − q))^(−1/2). They advise p = 0.05 or 0.1.
 *
 * @param rate p, from 0 up to, but not including, 1
 */
public record AlphaDropout(double rate) implements Layer {

    private static final String NAME = "alpha-dropout";

    /** α' = −λα, what SELU tends to for large negative inputs; λ and α as in the paper's equation 14. */
    private static final double LOWEST = -1.0507009873554805 * 1.6732632423543772;

    /** Checks the rate. */
    public AlphaDropout {
        Require.inHalfOpenUnitInterval("rate", rate);
    }

    /** The paper's smaller rate, 0.05. */
    public AlphaDropout() {
        this(0.05);
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        Shape shape = context.inputShape();
        return new Built(shape, shape.size(), (float) rate, context.slot(shape.size(), 0));
    }

    /**
     * @param factors aM, by which the gradient is multiplied
     */
    private record Built(Shape outputShape, int width, float rate, Slot factors) implements BuiltLayer {

        private double a() {
            return 1 / Math.sqrt((1 - (double) rate) * (1 + rate * LOWEST * LOWEST));
        }

        private double b() {
            return -a() * rate * LOWEST;
        }

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            long noise = workspace.noise(factors);
            float[] m = workspace.slot(factors);
            float scale = (float) a();
            float kept = (float) b();
            float dropped = (float) (a() * LOWEST + b());
            int threshold = (int) Math.ceil(rate * 0x1p24f); // uniform(i) < rate, without a branch to predict
            for (int i = 0; i < workspace.rows() * width; i++) {
                int keep = 1 + (((int) (RandomKey.bits(noise, i) >>> 40) - threshold) >> 31);
                m[i] = keep * scale;
                output[i] = input[i] * m[i] + (keep * kept + (1 - keep) * dropped);
            }
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            System.arraycopy(input, 0, output, 0, workspace.rows() * width);
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
            float[] m = workspace.slot(factors);
            for (int i = 0; i < workspace.rows() * width; i++) {
                inputGradient[i] = outputGradient[i] * m[i];
            }
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            RandomKey noise = pass.noise().with(factors.index());
            double q = 1 - (double) rate;
            double a = 1 / Math.sqrt(q + LOWEST * LOWEST * q * (1 - q));
            double b = -a * (1 - q) * LOWEST;
            double[][] y = new double[input.length][width];
            for (int r = 0; r < input.length; r++) {
                for (int u = 0; u < width; u++) {
                    boolean dropped = noise.uniform((long) r * width + u) < rate;
                    y[r][u] = a * (dropped ? LOWEST : input[r][u]) + b;
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
            super(Layer.class, NAME, new AlphaDropout(), MethodHandles.lookup());
        }
    }
}
