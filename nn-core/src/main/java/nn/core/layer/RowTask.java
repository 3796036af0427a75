package nn.core.layer;

import java.util.Objects;
import nn.core.kernel.Compute;
import org.jspecify.annotations.Nullable;

/**
 * What threads do for a {@link RowLayer}: its arguments, in fields that are set for each layer, so that none allocates. A
 * workspace has one task of each kind, since it computes one layer at a time.
 *
 * @param <W> the kind of workspace
 */
abstract sealed class RowTask<W extends Workspace> implements Compute.RangeTask {

    private static final float[] NONE = {};

    private final W workspace;
    private @Nullable RowLayer layer;
    private float[] input = NONE;
    private float[] output = NONE;

    private RowTask(W workspace) {
        this.workspace = workspace;
    }

    /** Computes all rows of the workspace. */
    final void run(RowLayer itsLayer, float[] itsInput, float[] itsOutput) {
        layer = itsLayer;
        input = itsInput;
        output = itsOutput;
        workspace.compute().ranges(workspace.rows(), itsLayer.outputShape().size(), this);
    }

    @Override
    public final void run(int fromRow, int rows) {
        run(Objects.requireNonNull(layer), workspace, input, output, fromRow, rows);
    }

    abstract void run(RowLayer itsLayer, W itsWorkspace, float[] itsInput, float[] itsOutput, int fromRow, int rows);

    /** {@link RowLayer#infer}. */
    static final class Infer extends RowTask<Workspace> {

        Infer(Workspace workspace) {
            super(workspace);
        }

        @Override
        void run(RowLayer layer, Workspace workspace, float[] input, float[] output, int fromRow, int rows) {
            layer.infer(workspace, input, output, fromRow, rows);
        }
    }

    /** {@link RowLayer#forward}. */
    static final class Forward extends RowTask<TrainingWorkspace> {

        Forward(TrainingWorkspace workspace) {
            super(workspace);
        }

        @Override
        void run(RowLayer layer, TrainingWorkspace workspace, float[] input, float[] output, int fromRow, int rows) {
            layer.forward(workspace, input, output, fromRow, rows);
        }
    }

    /** {@link RowLayer#inputGradient}. */
    static final class InputGradient extends RowTask<TrainingWorkspace> {

        private float[] outputGradient = NONE;
        private float[] inputGradient = NONE;

        InputGradient(TrainingWorkspace workspace) {
            super(workspace);
        }

        void run(RowLayer layer, float[] input, float[] output, float[] itsOutputGradient, float[] itsInputGradient) {
            outputGradient = itsOutputGradient;
            inputGradient = itsInputGradient;
            run(layer, input, output);
        }

        @Override
        void run(RowLayer layer, TrainingWorkspace workspace, float[] input, float[] output, int fromRow, int rows) {
            layer.inputGradient(workspace, input, output, outputGradient, inputGradient, fromRow, rows);
        }
    }
}
