package nn.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nn.core.train.EpochRecord;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;

/** Writes a line for each epoch into the run's directory. */
record History(RunDirectory directory) implements TrainingListener {

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.EpochDone(EpochRecord epoch, boolean best)) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("epoch", epoch.epoch());
            line.put("trainLoss", epoch.trainLoss());
            epoch.validation().ifPresent(validation -> {
                line.put("validationLoss", validation.loss());
                line.put("validation", validation.metrics());
            });
            line.put("best", best);
            line.put("learningRate", epoch.learningRate());
            line.put("seconds", epoch.seconds());
            line.put("samplesPerSecond", epoch.samplesPerSecond());
            directory.addEpoch(line);
        }
    }
}
