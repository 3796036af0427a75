package nn.core.layer;

import nn.core.matrix.Shape;

/**
 * Batch normalization whose parameters do not learn: computes as in predictions, with statistics that do not depend on the batch.
 *
 * @param built whose parameters and running means are frozen
 */
record FrozenBatchNorm(BatchNorm.Built built) implements BuiltLayer {

    @Override
    public Shape outputShape() {
        return built.outputShape();
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
            TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient, float[] inputGradient) {
        float[] theta = workspace.parameters();
        float[] state = workspace.state();
        float[] factor = workspace.scratch(built.factors());
        int width = built.width();
        for (int u = 0; u < width; u++) {
            float inverse = built.inverseDeviation(state[built.runningVariance().from() + u]);
            factor[u] = inverse * theta[built.scale().from() + u];
        }
        for (int r = 0; r < workspace.rows(); r++) {
            for (int u = 0; u < width; u++) {
                inputGradient[r * width + u] = factor[u] * outputGradient[r * width + u];
            }
        }
    }

    @Override
    public double[][] reference(ReferencePass pass, double[][] input) {
        double[][] y = new double[input.length][built.width()];
        for (int r = 0; r < input.length; r++) {
            for (int u = 0; u < built.width(); u++) {
                double variance = pass.state()[built.runningVariance().from() + u];
                double mean = pass.state()[built.runningMean().from() + u];
                double xHat = (input[r][u] - mean)
                        / Math.sqrt(variance + built.config().epsilon());
                y[r][u] = pass.parameters()[built.scale().from() + u] * xHat
                        + pass.parameters()[built.shift().from() + u];
            }
        }
        return y;
    }
}
