package nn.core.train;

import java.util.Optional;
import nn.core.metric.Evaluation;

/**
 * What happened in an epoch, or in an iteration of an optimizer that uses all rows at once.
 *
 * @param epoch its number, from 1
 * @param trainLoss the mean loss of its batches, each measured before the step that it led to
 * @param validation the network at its end on the validation part, if there is one; where weights are averaged, their average
 * @param learningRate η of its last step; 0 where the optimizer has none
 * @param clippedSteps steps whose gradient was beyond a limit; empty where there is none
 * @param seconds how long it took, the validation included
 * @param samplesPerSecond rows trained per second, the validation left out
 */
public record EpochRecord(
        int epoch,
        double trainLoss,
        Optional<Evaluation> validation,
        double learningRate,
        Optional<Integer> clippedSteps,
        double seconds,
        double samplesPerSecond) {

    /** The loss by which progress is judged: of the validation part or, without one, of training. */
    public double watchedLoss() {
        return validation.map(Evaluation::loss).orElse(trainLoss);
    }
}
