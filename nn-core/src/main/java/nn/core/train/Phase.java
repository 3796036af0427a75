package nn.core.train;

import nn.core.optim.Optimizer;
import nn.core.spi.Require;

/**
 * A part of a training with one optimizer.
 *
 * @param optimizer how parameters follow from gradients
 * @param epochs passes over the training part at most, or iterations of an optimizer that uses all rows at once; 1 or more
 */
public record Phase(Optimizer optimizer, int epochs) {

    /** Checks the number of epochs. */
    public Phase {
        Require.atLeast(1, "epochs", epochs);
    }
}
