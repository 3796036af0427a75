package nn.core.layer;

import java.util.List;
import nn.core.kernel.Compute;

/** What a layer computes with in one pass: kernel and threads, the number of rows, and the network's learned values. */
public sealed class Workspace permits TrainingWorkspace {

    private final Compute compute;
    private final float[] parameters;
    private final float[] state;
    private final float[][] scratch;
    private final RowTask.Infer inferRows = new RowTask.Infer(this);
    private int rows;
    private boolean finalAndFinite;

    /**
     * Makes a workspace for predictions.
     *
     * @param compute kernel and threads
     * @param parameters all parameters of the network; not copied
     * @param state what the network learned without an optimizer; not copied
     * @param scratchWidths numbers for each row that layers claimed as scratch, by index
     * @param maxRows the most rows of a pass
     */
    public Workspace(Compute compute, float[] parameters, float[] state, List<Integer> scratchWidths, int maxRows) {
        this.compute = compute;
        this.parameters = parameters;
        this.state = state;
        scratch = new float[scratchWidths.size()][];
        for (int i = 0; i < scratch.length; i++) {
            scratch[i] = new float[Math.multiplyExact(scratchWidths.get(i), maxRows)];
        }
    }

    /** Kernel and threads. */
    public final Compute compute() {
        return compute;
    }

    /** The number of rows of this pass. */
    public final int rows() {
        return rows;
    }

    /** Sets the number of rows before a pass. */
    public void resize(int newRows) {
        rows = newRows;
    }

    /** Says that no parameter changes any more, and looks whether all are finite. */
    public void parametersAreFinal() {
        finalAndFinite = compute.kernel().maxAbs(parameters, 0, parameters.length) <= Float.MAX_VALUE;
    }

    /** Whether no parameter is infinite or NaN, or ever will be, so that what meets a zero may be left out. */
    public final boolean hasFinalFiniteParameters() {
        return finalAndFinite;
    }

    /** The room of a scratch, row after row; other layers use it too. */
    public final float[] scratch(Scratch claim) {
        return scratch[claim.index()];
    }

    /** Computes the rows of a layer for a prediction on all threads. */
    final RowTask.Infer inferRows() {
        return inferRows;
    }

    /** All parameters of the network. */
    public final float[] parameters() {
        return parameters;
    }

    /** What the network learned without an optimizer, such as running means. */
    public final float[] state() {
        return state;
    }
}
