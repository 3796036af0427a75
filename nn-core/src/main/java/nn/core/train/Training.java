package nn.core.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nn.core.data.TestPart;
import nn.core.kernel.Compute;
import nn.core.metric.Bootstrap;
import nn.core.metric.Evaluation;
import nn.core.metric.Report;
import nn.core.model.Model;

/**
 * What came out of a training.
 *
 * @param model the model with the best network
 * @param history what happened, epoch by epoch; at least one
 * @param bestEpoch the epoch whose network the model has, from 1
 * @param reason why training ended
 * @param testPart the sealed part
 * @param compute kernel and threads that were used
 */
public record Training(
        Model model, List<EpochRecord> history, int bestEpoch, StopReason reason, TestPart testPart, Compute compute) {

    /** Keeps a copy of the history. */
    public Training {
        history = List.copyOf(history);
    }

    /**
     * Opens the seal: measures the model on the test part, which nothing has seen.
     *
     * @throws IllegalArgumentException if the test part has no rows
     */
    public Evaluation test() {
        return testPart.evaluate(model, compute);
    }

    /**
     * Opens the seal and measures the model by all metrics, with intervals.
     *
     * @throws IllegalArgumentException if the test part has no rows
     */
    public Report testReport(Bootstrap bootstrap) {
        return testPart.report(model, compute, bootstrap);
    }

    /** What happened in the epoch whose network the model has. */
    public EpochRecord best() {
        return history.get(bestEpoch - 1);
    }

    /** The steps whose gradient was clipped; empty if there was no limit. */
    public Optional<Integer> clippedSteps() {
        return history.stream()
                .map(EpochRecord::clippedSteps)
                .flatMap(Optional::stream)
                .reduce(Integer::sum);
    }

    /** The median over the epochs of the rows trained per second. */
    public double samplesPerSecond() {
        double[] sorted = history.stream()
                .mapToDouble(EpochRecord::samplesPerSecond)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** A line for people. */
    public String summary() {
        Optional<Evaluation> validation = best().validation();
        String watched = validation
                .map(evaluation -> ", validation " + evaluation.headline())
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%d %s (%s), best after epoch %d: training loss %.4f%s",
                history.size(),
                history.size() == 1 ? "epoch" : "epochs",
                reason,
                bestEpoch,
                best().trainLoss(),
                watched);
    }
}
