package nn.core.model;

import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.loss.Link;
import nn.core.transform.TargetScale;

/** How a model's predictions are read off the logits of its network. */
final class Readout {

    private final Link link;
    private final boolean classes;
    private final TargetScale scale;
    private final int logitsPerRow;
    private final int valuesPerRow;

    Readout(Model model) {
        link = model.loss().link();
        classes = model.targets() instanceof Targets.Classes;
        scale = model.preprocessing().targetScale();
        logitsPerRow = model.network().outputShape().size();
        valuesPerRow = model.targets().names().size();
    }

    /** The probabilities of the classes, or the quantities, of a row. */
    int valuesPerRow() {
        return valuesPerRow;
    }

    /**
     * Writes predictions.
     *
     * @param kernel for elementary functions
     * @param rows number of rows
     * @param logits one row of logits for each; overwritten
     * @param values where the predictions go
     * @param from index of the first of them
     */
    void read(MatrixKernel kernel, int rows, float[] logits, float[] values, int from) {
        link.apply(kernel, rows, logitsPerRow, logits);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < valuesPerRow; j++) {
                values[from + r * valuesPerRow + j] = value(logits, r, j);
            }
        }
    }

    private float value(float[] outputs, int row, int j) {
        if (!classes) {
            return (float) scale.fromNetwork(outputs[row * logitsPerRow + j], j);
        }
        if (logitsPerRow == 1) {
            // One output for two classes is the probability of the second.
            return j == 0 ? 1 - outputs[row] : outputs[row];
        }
        return outputs[row * logitsPerRow + j];
    }
}
