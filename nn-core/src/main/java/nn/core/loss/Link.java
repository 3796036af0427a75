package nn.core.loss;

import java.util.Locale;
import nn.core.kernel.MatrixKernel;

/** How predictions are read off a network's logits. The names are part of the model file. */
public enum Link {
    /** The logits are the predicted values, the first ones if there are more logits than values. */
    IDENTITY,
    /** Each row becomes probabilities that add up to 1. */
    SOFTMAX,
    /** Each logit becomes a probability of its own. */
    SIGMOID,
    /** Each logit is the logarithm of a predicted value. */
    EXP,
    /** Each logit becomes 1 if it is positive and 0 if not: a decision without a probability. */
    STEP;

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
            case EXP -> kernel.exp(logits, 0, logits, 0, rows * columns);
            case STEP -> {
                for (int i = 0; i < rows * columns; i++) {
                    logits[i] = Math.signum(Math.max(logits[i], 0));
                }
            }
        }
    }

    /** The link's name as it stands in files: that of the activation which it applies, if there is one. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
