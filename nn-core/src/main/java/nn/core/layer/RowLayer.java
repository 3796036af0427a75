package nn.core.layer;

/**
 * A layer whose rows do not depend on each other: it computes some rows at a time, and threads share the rows of a batch. What
 * must see the whole batch is left to {@link #parameterGradients}.
 *
 * <p>The methods with a range take the same arrays as those without, and look only at the rows of the range. The workspace keeps
 * the arguments while threads need them, so that a step allocates nothing.
 */
public interface RowLayer extends BuiltLayer {

    /**
     * {@link BuiltLayer#forward} of some rows.
     *
     * @param workspace parameters, state and slots of this pass
     * @param input rows × input size; not modified
     * @param output rows × output size; overwritten
     * @param fromRow the first row
     * @param rows how many
     */
    void forward(TrainingWorkspace workspace, float[] input, float[] output, int fromRow, int rows);

    /**
     * {@link BuiltLayer#infer} of some rows.
     *
     * @param workspace parameters and state
     * @param input rows × input size; not modified
     * @param output rows × output size; overwritten
     * @param fromRow the first row
     * @param rows how many
     */
    void infer(Workspace workspace, float[] input, float[] output, int fromRow, int rows);

    /**
     * {@link BuiltLayer#inputGradient} of some rows.
     *
     * @param workspace the one that forward used
     * @param input what forward read
     * @param output what forward wrote
     * @param outputGradient dL/doutput; not modified
     * @param inputGradient dL/dinput; overwritten
     * @param fromRow the first row
     * @param rows how many
     */
    void inputGradient(
            TrainingWorkspace workspace,
            float[] input,
            float[] output,
            float[] outputGradient,
            float[] inputGradient,
            int fromRow,
            int rows);

    @Override
    default void forward(TrainingWorkspace workspace, float[] input, float[] output) {
        workspace.forwardRows().run(this, input, output);
    }

    @Override
    default void infer(Workspace workspace, float[] input, float[] output) {
        workspace.inferRows().run(this, input, output);
    }

    @Override
    default void inputGradient(
            TrainingWorkspace workspace, float[] input, float[] output, float[] outputGradient, float[] inputGradient) {
        workspace.inputGradientRows().run(this, input, output, outputGradient, inputGradient);
    }
}
