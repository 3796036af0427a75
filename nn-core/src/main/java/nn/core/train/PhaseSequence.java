package nn.core.train;

import java.util.List;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.optim.Schedule;
import nn.core.optim.StepOptimizer;

/**
 * Trains phase after phase. Each begins with the best network so far, with patience of its own, and with an optimizer that
 * remembers nothing; epochs are counted through.
 */
final class PhaseSequence {

    private final TrainingRun run;
    private final List<Phase> phases;
    private final List<? extends PhaseLoop> loops;

    /** Prepares all phases, so that one that cannot work is refused before the first begins. */
    PhaseSequence(TrainingRun run, List<Phase> phases, Schedule schedule) {
        this.run = run;
        this.phases = phases;
        loops = phases.stream()
                .map(phase -> switch (phase.optimizer()) {
                    case StepOptimizer steps -> new MiniBatchLoop(run, steps, schedule, phase.epochs());
                    case ObjectiveOptimizer whole -> new ObjectiveLoop(run, whole, phase.epochs());
                })
                .toList();
    }

    StopReason train() {
        int epochs = phases.stream().mapToInt(Phase::epochs).reduce(0, Math::addExact);
        int steps = loops.stream().mapToInt(PhaseLoop::stepsPerEpoch).max().orElseThrow();
        run.tell(new TrainingEvent.Started(run.network(), run.examples().rows(), epochs, steps));
        StopReason reason = StopReason.ALL_EPOCHS;
        for (int i = 0; i < loops.size() && reason != StopReason.REQUESTED; i++) {
            int epochsBefore = run.history().size();
            run.beginPhase(i + 1, phases.get(i), epochsBefore);
            reason = loops.get(i).train(epochsBefore);
        }
        return reason;
    }
}
