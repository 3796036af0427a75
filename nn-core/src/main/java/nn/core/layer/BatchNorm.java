package nn.core.layer;

import static nn.core.kernel.Store.OVERWRITE;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.init.Constant;
import nn.core.matrix.Shape;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Batch normalization: each unit is centred and scaled by its mean and variance over the batch, then scaled and shifted by two
 * learned parameters. It stands between a dense layer and its activation.
 *
 * <pre>
 * forward    x̂ = (x − μ) / √(σ² + ε)      y = γ x̂ + β      (μ, σ² of the unit over the batch)
 * backward   dγ = Σ_r d x̂      dβ = Σ_r d      dx = γ / √(σ² + ε) · (d − dβ/B − x̂ dγ/B)
 * </pre>
 *
 * <p>A layer whose parameters are both frozen uses its running means in training, too, and keeps them: what it computes stays what it
 * was.
 *
 * <p>Predictions use running means: {@code running ← momentum · running + (1 − momentum) · batch}, the variance with B − 1 in
 * the denominator. Source: Ioffe and Szegedy, "Batch normalization", ICML 2015, algorithm 1; the notes' "Batch Normalization".
 *
 * @param momentum how much of the running values is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0, keeps constant units finite
 */
public record BatchNorm(double momentum, double epsilon) implements Layer {

    private static final String NAME = "batch-norm";

    /** Checks the settings. */
    public BatchNorm {
        Require.inHalfOpenUnitInterval("momentum", momentum);
        Require.positive("epsilon", epsilon);
    }

    /** Momentum 0.9 and ε = 10⁻⁵. */
    public BatchNorm() {
        this(0.9, 1e-5);
    }

    @Override
    public BuiltLayer build(LayerContext context) {
        Shape shape = context.inputShape();
        int width = shape.size();
        Built built = new Built(
                this,
                shape,
                width,
                context.parameter("scale", Role.SCALE, Shape.of(width), new Constant(1)),
                context.parameter("shift", Role.BIAS, Shape.of(width), new Constant(0)),
                context.state("running-mean", Shape.of(width), 0),
                context.state("running-variance", Shape.of(width), 1),
                context.slot(width, width),
                context.slot(0, width),
                context.scratch(width));
        return built.scale.trainable() || built.shift.trainable() ? built : new FrozenBatchNorm(built);
    }

    /**
     * @param normalized x̂ for each row, then 1/√(σ² + ε) for the batch
     * @param means μ for the batch
     * @param factors γ/√(σ² + ε) where running means are used
     */
    record Built(
            BatchNorm config,
            Shape outputShape,
            int width,
            Segment scale,
            Segment shift,
            Segment runningMean,
            Segment runningVariance,
            Slot normalized,
            Slot means,
            Scratch factors)
            implements BuiltLayer {

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            int rows = workspace.rows();
            float[] xHat = workspace.slot(normalized);
            float[] mean = workspace.slot(means);
            Columns columns = Columns.ofThread(width);
            float[] x = columns.array(0);
            float[] y = columns.array(1);
            float[] inverse = columns.array(2);
            float[] gamma = columns.array(3);
            float[] beta = columns.array(4);
            workspace.compute().columnSums(rows, width, input, 0, width, mean, 0, OVERWRITE);
            for (int u = 0; u < width; u++) {
                mean[u] /= rows;
            }
            Arrays.fill(inverse, 0, width, 0);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(input, r * width, x, 0, width);
                addSquares(width, x, mean, inverse);
            }
            updateRunning(workspace, rows, mean, inverse);
            for (int u = 0; u < width; u++) {
                inverse[u] = inverseDeviation(inverse[u] / rows);
            }
            System.arraycopy(inverse, 0, xHat, workspace.batchPart(normalized), width);
            System.arraycopy(workspace.parameters(), scale.from(), gamma, 0, width);
            System.arraycopy(workspace.parameters(), shift.from(), beta, 0, width);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(input, r * width, x, 0, width);
                normalize(width, x, mean, inverse);
                System.arraycopy(x, 0, xHat, r * width, width);
                Columns.scaleAndShift(width, x, gamma, beta, y);
                System.arraycopy(y, 0, output, r * width, width);
            }
        }

        private static void addSquares(int width, float[] x, float[] mean, float[] sums) {
            for (int u = 0; u < width; u++) {
                float centred = x[u] - mean[u];
                sums[u] += centred * centred;
            }
        }

        /** {@code x̂ = (x − μ) / √(σ² + ε)} in place of x. */
        private static void normalize(int width, float[] x, float[] mean, float[] inverse) {
            for (int u = 0; u < width; u++) {
                x[u] = (x[u] - mean[u]) * inverse[u];
            }
        }

        /** Mixes the batch's mean and variance into the running ones; {@code sums} holds Σ (x − μ)². */
        private void updateRunning(Workspace workspace, int rows, float[] mean, float[] sums) {
            float keep = (float) config.momentum;
            float take = (float) (1 - config.momentum);
            float[] state = workspace.state();
            int degrees = Math.max(1, rows - 1);
            for (int u = 0; u < width; u++) {
                int m = runningMean.from() + u;
                int v = runningVariance.from() + u;
                state[m] = keep * state[m] + take * mean[u];
                state[v] = keep * state[v] + take * (sums[u] / degrees);
            }
        }

        float inverseDeviation(float variance) {
            return 1 / (float) Math.sqrt(variance + (float) config.epsilon);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            float[] theta = workspace.parameters();
            float[] state = workspace.state();
            float[] factor = workspace.scratch(factors);
            for (int u = 0; u < width; u++) {
                factor[u] = inverseDeviation(state[runningVariance.from() + u]) * theta[scale.from() + u];
            }
            for (int r = 0; r < workspace.rows(); r++) {
                for (int u = 0; u < width; u++) {
                    float centred = input[r * width + u] - state[runningMean.from() + u];
                    output[r * width + u] = centred * factor[u] + theta[shift.from() + u];
                }
            }
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

        /** {@code dx = γ / √(σ² + ε) · (d − dβ/B − x̂ dγ/B)}. */
        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            int rows = workspace.rows();
            float[] theta = workspace.parameters();
            float[] xHat = workspace.slot(normalized);
            int inverse = workspace.batchPart(normalized);
            Columns columns = Columns.ofThread(width);
            float[] x = columns.array(0);
            float[] d = columns.array(1);
            float[] dGamma = columns.array(2);
            float[] dBeta = columns.array(3);
            float[] factor = columns.array(4);
            System.arraycopy(workspace.gradients(), scale.from(), dGamma, 0, width);
            System.arraycopy(workspace.gradients(), shift.from(), dBeta, 0, width);
            for (int u = 0; u < width; u++) {
                factor[u] = theta[scale.from() + u] * xHat[inverse + u];
            }
            for (int r = 0; r < rows; r++) {
                System.arraycopy(xHat, r * width, x, 0, width);
                System.arraycopy(outputGradient, r * width, d, 0, width);
                differentiate(width, x, dGamma, dBeta, 1f / rows, factor, d);
                System.arraycopy(d, 0, inputGradient, r * width, width);
            }
        }

        private static void differentiate(
                int width, float[] x, float[] dGamma, float[] dBeta, float share, float[] factor, float[] d) {
            for (int u = 0; u < width; u++) {
                float common = share * (dBeta[u] + x[u] * dGamma[u]);
                d[u] = factor[u] * (d[u] - common);
            }
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] y = new double[input.length][width];
            for (int u = 0; u < width; u++) {
                double mean = 0;
                for (double[] row : input) {
                    mean += row[u] / input.length;
                }
                double variance = 0;
                for (double[] row : input) {
                    variance += (row[u] - mean) * (row[u] - mean) / input.length;
                }
                for (int r = 0; r < input.length; r++) {
                    double xHat = (input[r][u] - mean) / Math.sqrt(variance + config.epsilon);
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
            super(Layer.class, NAME, new BatchNorm(), MethodHandles.lookup());
        }
    }
}
