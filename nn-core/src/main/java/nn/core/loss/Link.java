package nn.core.loss;

import java.util.Locale;
import nn.core.kernel.MatrixKernel;

/** How predictions are read off a network's logits. The names are part of the model file. */
public enum Link {
    /** The logits are the predicted values. */
    IDENTITY,
    /** Each row becomes probabilities that add up to 1. */
    SOFTMAX,
    /** Each logit becomes a probability of its own. */
    SIGMOID;

    /**
     * Turns logits into predictions.
     *
     * @param kernel for elementary functions
     * @param rows number of rows
     * @param columns logits per row
     * @param logits rows × columns; overwritten with the predictions
     */
    public void apply(MatrixKernel kernel, int rows, int columns, float[] logits) {
        switch (this) {
            case IDENTITY -> {}
            case SOFTMAX -> kernel.softmaxRows(rows, columns, logits, 0, logits, 0);
            case SIGMOID -> kernel.sigmoid(logits, 0, logits, 0, rows * columns);
        }
    }

    /** The link's name as it stands in files: that of the activation which it applies. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
