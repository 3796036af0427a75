package nn.core.network;

import java.util.List;
import nn.core.kernel.Compute;
import nn.core.layer.Workspace;

/** Predictions for a batch at a time; two buffers that change places from layer to layer serve all layers. */
public final class InferencePass {

    private final Network network;
    private final Workspace workspace;
    private final float[][] buffers;
    private final int maxRows;

    InferencePass(Network network, List<Integer> scratchWidths, Compute compute, int maxRows) {
        this.network = network;
        this.maxRows = maxRows;
        workspace = new Workspace(compute, network.parameters(), network.state(), scratchWidths, maxRows);
        int widest = network.stages().stream()
                .mapToInt(stage -> stage.outputShape().size())
                .max()
                .orElseThrow();
        buffers = new float[2][Math.multiplyExact(maxRows, widest)];
    }

    /**
     * Computes logits.
     *
     * @param features rows × input size; not modified
     * @param rows number of rows, at most that for which the pass was made
     * @return rows × output size, valid until the next call; may be changed by the caller
     */
    public float[] infer(float[] features, int rows) {
        if (rows < 1 || rows > maxRows) {
            throw new IllegalArgumentException("rows is " + rows + ", expected 1 to " + maxRows + ".");
        }
        workspace.resize(rows);
        float[] signal = features;
        int l = 0;
        try {
            for (; l < network.stages().size(); l++) {
                network.stages().get(l).layer().infer(workspace, signal, buffers[l & 1]);
                signal = buffers[l & 1];
            }
        } catch (RuntimeException | Error e) {
            throw network.failure(l, "infer", e);
        }
        return signal;
    }

    /** Says that the network learns no more, which makes single rows faster. */
    public void parametersAreFinal() {
        workspace.parametersAreFinal();
    }

    /** The most rows of a call. */
    public int maxRows() {
        return maxRows;
    }

    /** Kernel and threads. */
    public Compute compute() {
        return workspace.compute();
    }
}
