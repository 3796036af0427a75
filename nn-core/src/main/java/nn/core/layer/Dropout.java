package nn.core.layer;

import java.lang.invoke.MethodHandles;
import nn.core.matrix.Shape;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Dropout, inverted: in training each value is zero with probability p and otherwise divided by 1 − p, so that predictions
 * need no factor (Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, JMLR 15, 2014; the notes' "Dropout"). As the first
 * layer of a network it drops inputs.
 *
 * <pre>
 * forward    Y = X ∘ M      M_ru = 0 with probability p, else 1/(1 − p)
 * backward   dX = D ∘ M
 * </pre>
 *
 * @param rate p, from 0 up to, but not including, 1
 */
public record Dropout(double rate) implements Layer {

    private static final String NAME = "dropout";

    /** Checks the rate. */
    public Dropout {
        Require.inHalfOpenUnitInterval("rate", rate);
    }

    /** The notes' typical rate, 0.5. */
    public Dropout() {
        this(0.5);
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        Shape shape = context.inputShape();
        return new Built(shape, shape.size(), (float) rate, context.slot(shape.size(), 0));
    }

    private record Built(Shape outputShape, int width, float rate, Slot mask) implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            long noise = workspace.noise(mask);
            float[] m = workspace.slot(mask);
            float scale = 1 / (1 - rate);
            int threshold = (int) Math.ceil(rate * 0x1p24f); // uniform(i) < rate, without a branch to predict
            for (int i = 0; i < workspace.rows() * width; i++) {
                int kept = 1 + (((int) (RandomKey.bits(noise, i) >>> 40) - threshold) >> 31);
                m[i] = kept * scale;
                output[i] = input[i] * m[i];
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
            float[] m = workspace.slot(mask);
            for (int i = 0; i < workspace.rows() * width; i++) {
                inputGradient[i] = outputGradient[i] * m[i];
            }
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            RandomKey noise = pass.noise().with(mask.index());
            double[][] y = new double[input.length][width];
            for (int r = 0; r < input.length; r++) {
                for (int u = 0; u < width; u++) {
                    boolean dropped = noise.uniform((long) r * width + u) < rate;
                    y[r][u] = dropped ? 0 : input[r][u] / (1 - (double) rate);
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
            super(Layer.class, NAME, new Dropout(), MethodHandles.lookup());
        }
    }
}
