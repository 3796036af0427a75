package nn.core.layer;

import nn.core.kernel.Compute;

/** What a layer computes with in one pass: kernel and threads, the number of rows, and the network's learned values. */
public sealed class Workspace permits TrainingWorkspace {

    private final Compute compute;
    private final float[] parameters;
    private final float[] state;
    private int rows;

    /**
     * Makes a workspace for predictions.
     *
     * @param compute kernel and threads
     * @param parameters all parameters of the network; not copied
     * @param state what the network learned without an optimizer; not copied
     */
    public Workspace(Compute compute, float[] parameters, float[] state) {
        this.compute = compute;
        this.parameters = parameters;
        this.state = state;
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

    /** All parameters of the network. */
    public final float[] parameters() {
        return parameters;
    }

    /** What the network learned without an optimizer, such as running means. */
    public final float[] state() {
        return state;
    }
}
