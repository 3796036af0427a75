package nn.core.layer;

import nn.core.matrix.Shape;

/**
 * A layer that computes. It holds no mutable state of its own: parameters, gradients and everything that belongs to one pass
 * live in the workspace, so that one built layer serves many threads, each with its own workspace.
 *
 * <p>Inputs and outputs are row-major, one row per sample, without gaps; only the workspace's first {@code rows} rows count.
 * The backward pass has two parts, called in this order for each layer from the last to the first; the second is left out
 * where no layer below has parameters.
 */
public interface BuiltLayer {

    /** The shape of one output sample. */
    Shape outputShape();

    /**
     * Computes the outputs in training and keeps what the backward pass needs.
     *
     * @param workspace parameters, state and slots of this pass
     * @param input rows × input size; not modified
     * @param output rows × output size; overwritten
     */
    void forward(TrainingWorkspace workspace, float[] input, float[] output);

    /**
     * Computes the outputs for a prediction: no noise, statistics from the state, no traces.
     *
     * @param workspace parameters and state
     * @param input rows × input size; not modified
     * @param output rows × output size; overwritten
     */
    void infer(Workspace workspace, float[] input, float[] output);

    /**
     * Computes dL/dparameters into the workspace's gradients, overwriting this layer's segments.
     *
     * @param workspace the one that {@link #forward} used
     * @param input what forward read
     * @param output what forward wrote
     * @param outputGradient dL/doutput; not modified
     */
    void parameterGradients(TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient);

    /**
     * Computes dL/dinput.
     *
     * @param workspace the one that {@link #forward} used
     * @param input what forward read
     * @param output what forward wrote
     * @param outputGradient dL/doutput; not modified
     * @param inputGradient dL/dinput; overwritten, a different array
     */
    void inputGradient(
            TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient, float[] inputGradient);

    /**
     * The textbook forward pass of training in {@code double}, straight from the equations and without any code shared with
     * {@link #forward}; for checks.
     *
     * @param pass parameters in double, noise as in the pass to be checked
     * @param input one array per row
     */
    double[][] reference(ReferencePass pass, double[][] input);
}
