package nn.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.kernel.Compute;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.model.Evaluator;
import nn.core.network.Network;
import nn.core.train.Trainer;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;
import nn.core.transform.Preprocessing;
import nn.core.transform.Rescale;
import nn.core.transform.TargetScale;
import nn.data.MnistReader;

/**
 * From the start of the process to a network that knows 97.5 % of the test images: reading of files, warming up and scoring
 * included. The network is that of W2, scored every {@value #STEPS_BETWEEN_SCORES} steps. Whoever compares takes the time from
 * outside; what is printed are its parts.
 */
final class ColdStart {

    private static final Workload WORKLOAD = Workload.of("W2");
    private static final int STEPS_BETWEEN_SCORES = 117;
    private static final double GOAL = 0.975;
    private static final int MOST_EPOCHS = 10;

    private final long mainNanos;

    /**
     * Prepares the run.
     *
     * @param mainNanos when the program began, on the clock of {@link System#nanoTime}
     */
    ColdStart(long mainNanos) {
        this.mainNanos = mainNanos;
    }

    Map<String, Object> run(Compute compute) {
        double sinceStart = secondsSinceStart();
        MnistReader mnist = WorkloadData.mnist();
        Split split = Split.stratified(mnist.training(), 0, 0, 1).withTest(mnist.test());
        Scores scores = new Scores(split, mnist, compute);
        Trainer.of(WORKLOAD.network())
                .optimizer(WORKLOAD.optimizer())
                .batchSize(WORKLOAD.batchSize())
                .transforms(List.of(new Rescale()))
                .epochs(MOST_EPOCHS)
                .compute(compute)
                .listener(scores)
                .fit(split);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("test_acc", scores.last);
        fields.put("samples_seen", scores.samples);
        fields.put("in_process_s", rounded(secondsSinceMain()));
        fields.put("ready_s", rounded(scores.ready));
        fields.put("since_start_at_data_s", rounded(sinceStart));
        return fields;
    }

    private double secondsSinceMain() {
        return (System.nanoTime() - mainNanos) / 1e9;
    }

    /** Seconds since the system started the process, as exactly as it tells. */
    private static double secondsSinceStart() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return Duration.between(start, now).toMillis() / 1e3;
    }

    private static double rounded(double seconds) {
        return Math.rint(seconds * 1000) / 1000;
    }

    /** Scores the network on the test images while it learns, and ends the training when it is good enough. */
    private final class Scores implements TrainingListener {

        private final Split split;
        private final MnistReader mnist;
        private final Compute compute;
        private Optional<Evaluator> test = Optional.empty();
        private int steps;
        private long samples;
        private double last;
        private double ready;

        Scores(Split split, MnistReader mnist, Compute compute) {
            this.split = split;
            this.mnist = mnist;
            this.compute = compute;
        }

        @Override
        public boolean wantsSteps() {
            return true;
        }

        @Override
        public boolean wantsToStop() {
            return last >= GOAL;
        }

        @Override
        public void on(TrainingEvent event) {
            switch (event) {
                case TrainingEvent.Started started -> {
                    test = Optional.of(evaluator(started.network()));
                    ready = secondsSinceMain();
                }
                case TrainingEvent.StepDone done -> {
                    steps++;
                    if (steps % STEPS_BETWEEN_SCORES == 0) {
                        last = test.orElseThrow().evaluate().score();
                        samples = samplesUntil(done);
                    }
                }
                case TrainingEvent.Transferred _,
                        TrainingEvent.PhaseStarted _,
                        TrainingEvent.Diagnosed _,
                        TrainingEvent.EpochDone _,
                        TrainingEvent.Finished _ -> {}
            }
        }

        /** The last batch of an epoch is smaller than the others. */
        private long samplesUntil(TrainingEvent.StepDone done) {
            long rows = split.training().size();
            return (done.epoch() - 1) * rows + Math.min(rows, (long) done.stepInEpoch() * WORKLOAD.batchSize());
        }

        private Evaluator evaluator(Network network) {
            TargetScale labels = TargetScale.none(mnist.test().targets());
            Preprocessing preprocessing = Preprocessing.fit(split.training(), List.of(new Rescale()), labels);
            int[] rows = IntStream.range(0, mnist.test().rows()).toArray();
            return new Evaluator(
                    network,
                    new SoftmaxCrossEntropy(),
                    labels,
                    preprocessing.examples(mnist.test(), rows, Storage.inMemory()),
                    compute);
        }
    }
}
