package nn.optimizers;

import nn.core.train.EpochRecord;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;

/** Stops a training after the first epoch whose training loss is below a bound. */
final class StopBelow implements TrainingListener {

    private final double bound;
    private boolean reached;

    StopBelow(double bound) {
        this.bound = bound;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.EpochDone(EpochRecord epoch, boolean _)) {
            reached = epoch.trainLoss() < bound;
        }
    }

    @Override
    public boolean wantsToStop() {
        return reached;
    }
}
