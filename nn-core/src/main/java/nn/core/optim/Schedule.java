package nn.core.optim;

import nn.core.spi.Configurable;

/** How the learning rate changes during training. */
public interface Schedule extends Configurable {

    /**
     * The factor by which a step's learning rate differs from the optimizer's.
     *
     * @param step the number of the step, from 1
     * @param stepsPerEpoch steps in an epoch
     * @param totalSteps steps in the whole training, if it is not stopped early
     */
    double factor(long step, long stepsPerEpoch, long totalSteps);
}
