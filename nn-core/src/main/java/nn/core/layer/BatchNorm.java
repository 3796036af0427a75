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
        return built.scale.trainable() || built.shift.trainable() ? built : new Frozen(built);
    }

    /**
     * @param normalized x̂ for each row, then 1/√(σ² + ε) for the batch
     * @param means μ for the batch
     * @param factors γ/√(σ² + ε) in a prediction
     */
    private record Built(
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
            int inverse = workspace.batchPart(normalized); // 1/√(σ² + ε) of unit u stands at inverse + u
            float[] mean = workspace.slot(means);
            workspace.compute().columnSums(rows, width, input, 0, width, mean, 0, OVERWRITE);
            for (int u = 0; u < width; u++) {
                mean[u] /= rows;
            }
            Arrays.fill(xHat, inverse, inverse + width, 0);
            for (int r = 0; r < rows; r++) {
                for (int u = 0; u < width; u++) {
                    float centred = input[r * width + u] - mean[u];
                    xHat[r * width + u] = centred;
                    xHat[inverse + u] += centred * centred;
                }
            }
            updateRunning(workspace, rows, mean, xHat, inverse);
            for (int u = 0; u < width; u++) {
                xHat[inverse + u] = inverseDeviation(xHat[inverse + u] / rows);
            }
            float[] theta = workspace.parameters();
            for (int r = 0; r < rows; r++) {
                for (int u = 0; u < width; u++) {
                    float value = xHat[r * width + u] * xHat[inverse + u];
                    xHat[r * width + u] = value;
                    output[r * width + u] = value * theta[scale.from() + u] + theta[shift.from() + u];
                }
            }
        }

        /** Mixes the batch's mean and variance into the running ones; {@code sums} holds Σ (x − μ)² at {@code from}. */
        private void updateRunning(Workspace workspace, int rows, float[] mean, float[] sums, int from) {
            float keep = (float) config.momentum;
            float take = (float) (1 - config.momentum);
            float[] state = workspace.state();
            int degrees = Math.max(1, rows - 1);
            for (int u = 0; u < width; u++) {
                int m = runningMean.from() + u;
                int v = runningVariance.from() + u;
                state[m] = keep * state[m] + take * mean[u];
                state[v] = keep * state[v] + take * (sums[from + u] / degrees);
            }
        }

        private float inverseDeviation(float variance) {
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
            Arrays.fill(g, scale.from(), scale.to(), 0);
            for (int r = 0; r < rows; r++) {
                for (int u = 0; u < width; u++) {
                    g[scale.from() + u] += outputGradient[r * width + u] * xHat[r * width + u];
                }
            }
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
            float[] g = workspace.gradients();
            float[] theta = workspace.parameters();
            float[] xHat = workspace.slot(normalized);
            int inverse = workspace.batchPart(normalized);
            float share = 1f / rows;
            for (int r = 0; r < rows; r++) {
                for (int u = 0; u < width; u++) {
                    int i = r * width + u;
                    float common = share * (g[shift.from() + u] + xHat[i] * g[scale.from() + u]);
                    inputGradient[i] = theta[scale.from() + u] * xHat[inverse + u] * (outputGradient[i] - common);
                }
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

    /**
     * Computes as in predictions, with statistics that do not depend on the batch.
     *
     * @param built whose parameters and running means are frozen
     */
    private record Frozen(Built built) implements BuiltLayer {

        @Override
        public Shape outputShape() {
            return built.outputShape;
        }

        @Override
        public void forward(TrainingWorkspace workspace, float[] input, float[] output) {
            built.infer(workspace, input, output);
        }

        @Override
        public void infer(Workspace workspace, float[] input, float[] output) {
            built.infer(workspace, input, output);
        }

        @Override
        public void parameterGradients(
                TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient) {}

        /** {@code dx = γ / √(σ² + ε) · d}. */
        @Override
        public void inputGradient(
                TrainingWorkspace workspace,
                float[] input,
                float[] output,
                float[] outputGradient,
                float[] inputGradient) {
            float[] theta = workspace.parameters();
            float[] state = workspace.state();
            for (int u = 0; u < built.width; u++) {
                float inverse = built.inverseDeviation(state[built.runningVariance.from() + u]);
                float factor = inverse * theta[built.scale.from() + u];
                for (int r = 0; r < workspace.rows(); r++) {
                    inputGradient[r * built.width + u] = factor * outputGradient[r * built.width + u];
                }
            }
        }

        @Override
        public double[][] reference(ReferencePass pass, double[][] input) {
            double[][] y = new double[input.length][built.width];
            for (int r = 0; r < input.length; r++) {
                for (int u = 0; u < built.width; u++) {
                    double variance = pass.state()[built.runningVariance.from() + u];
                    double mean = pass.state()[built.runningMean.from() + u];
                    double xHat = (input[r][u] - mean) / Math.sqrt(variance + built.config.epsilon);
                    y[r][u] = pass.parameters()[built.scale.from() + u] * xHat
                            + pass.parameters()[built.shift.from() + u];
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
