package nn.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nn.core.diagnose.Snapshot;
import nn.core.train.EpochRecord;
import nn.core.train.Phase;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;

/** Writes a line for each epoch, and for each look into the network, into the run's directory. */
final class History implements TrainingListener {

    /** The key of the steps of an epoch whose gradient was beyond a limit. */
    static final String CLIPPED_STEPS = "clippedSteps";

    private final RunDirectory directory;
    private String optimizer = "";

    History(RunDirectory directory) {
        this.directory = directory;
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.PhaseStarted(int _, Phase phase, int _)) {
            optimizer = phase.optimizer().spec().name();
        }
        if (event instanceof TrainingEvent.Diagnosed(Snapshot snapshot)) {
            directory.addDiagnosis(SnapshotJson.write(snapshot));
        }
        if (event instanceof TrainingEvent.EpochDone(EpochRecord epoch, boolean best)) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("epoch", epoch.epoch());
            line.put("optimizer", optimizer);
            line.put("trainLoss", epoch.trainLoss());
            epoch.validation().ifPresent(validation -> {
                line.put("validationLoss", validation.loss());
                line.put("validation", validation.metrics());
            });
            line.put("best", best);
            line.put("learningRate", epoch.learningRate());
            epoch.clippedSteps().ifPresent(steps -> line.put(CLIPPED_STEPS, steps));
            line.put("seconds", epoch.seconds());
            line.put("samplesPerSecond", epoch.samplesPerSecond());
            directory.addEpoch(line);
        }
    }
}
