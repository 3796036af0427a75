package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nn.core.data.Split;
import nn.core.network.NetworkSpec;
import org.junit.jupiter.api.Test;

class StopOnRequestTest {

    @Test
    void trainingEndsAfterTheStepInWhichItIsAskedToAndKeepsItsModel() {
        List<TrainingEvent> events = new ArrayList<>();
        TrainingListener stopper = new TrainingListener() {
            @Override
            public void on(TrainingEvent event) {
                events.add(event);
            }

            @Override
            public boolean wantsSteps() {
                return true;
            }

            @Override
            public boolean wantsToStop() {
                return events.stream()
                        .anyMatch(e -> e instanceof TrainingEvent.StepDone(int epoch, int step, double _)
                                && epoch == 2
                                && step == 3);
            }
        };
        Training training = Trainer.of(NetworkSpec.builder().dense(2).spec())
                .epochs(5)
                .batchSize(16)
                .listener(stopper)
                .fit(Split.stratified(TrainerTest.xor(200), 0.1, 0.1, 1));
        assertEquals(StopReason.REQUESTED, training.reason());
        assertEquals(2, training.history().size());
        assertEquals(
                3,
                events.stream()
                        .filter(e -> e instanceof TrainingEvent.StepDone s && s.epoch() == 2)
                        .count());
        assertTrue(training.test().rows() > 0);
    }
}
