package nn.core.optim;

import java.util.List;
import nn.core.spi.Configurable;

/**
 * How the learning rate changes during training: that of a step is the optimizer's, times {@link #factor}, times {@link
 * #factorAfter}. A schedule remembers nothing, so that a resumed training needs only its step and its history.
 */
public interface Schedule extends Configurable {

    /**
     * The factor that follows from the time.
     *
     * @param step the number of the step, from 1
     * @param stepsPerEpoch steps in an epoch
     * @param totalSteps steps in the whole training, if it is not stopped early
     */
    double factor(long step, long stepsPerEpoch, long totalSteps);

    /**
     * The factor that follows from the results, for all steps of the next epoch; 1 for schedules that look at the time alone.
     *
     * @param losses the loss after each epoch so far: of the validation part or, without one, of training
     */
    default double factorAfter(List<Double> losses) {
        return 1;
    }
}
