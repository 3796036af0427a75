package nn.core.train;

import java.util.Arrays;
import nn.core.NnException;
import nn.core.data.Split;
import nn.core.optim.Schedule;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The learning rate range test: a short training in which the learning rate grows from step to step by the same factor, from far
 * too small to far too large, and the loss is watched.
 *
 * <p>Source: Smith, "Cyclical learning rates for training neural networks", WACV 2017, section 3.3; with rates in a geometric
 * sequence as is usual since.
 *
 * @param from the first rate, greater than 0
 * @param to the last rate, greater than {@code from}; the test ends earlier when the loss explodes
 * @param steps steps at most, 10 or more
 */
public record LearningRateFinder(double from, double to, int steps) {

    /** The test ends when the loss is so many times that of the beginning. */
    private static final double EXPLODED = 4;

    /** Steps on each side of a step that are averaged, as a share of all. */
    private static final double REACH = 0.05;

    /** Checks the settings. */
    public LearningRateFinder {
        Require.positive("from", from);
        Require.greaterThan(from, "to", to);
        Require.atLeast(10, "steps", steps);
    }

    /** From 10⁻⁷ to 10 in 200 steps. */
    public LearningRateFinder() {
        this(1e-7, 10, 200);
    }

    /**
     * Runs the test, with a network of its own from the trainer's seed.
     *
     * @param trainer says what is trained and how; it stays as it is, and its epochs and schedule are not used
     * @param split on whose training part
     * @throws NnException.Configuration if the trainer's optimizer has no learning rate, or its choices do not fit the data
     * @throws NnException.Diverged if even the first steps diverge
     */
    public LearningRateCurve run(Trainer trainer, Split split) {
        Watcher watcher = new Watcher();
        try {
            trainer.rangeTest(this::sweep, steps, watcher).fit(split);
        } catch (NnException.Diverged e) {
            // As it must at too large a rate; what was seen until then is the result.
            if (watcher.seen == 0) {
                throw e;
            }
        }
        return LearningRateCurve.of(watcher.rates, watcher.losses, watcher.seen, (int) Math.ceil(REACH * steps));
    }

    private Schedule sweep(StepOptimizer optimizer) {
        return new Sweep(from / optimizer.learningRate(), to / optimizer.learningRate(), steps);
    }

    /**
     * The growing rate as a schedule, which exists during a test only.
     *
     * @param first the first factor
     * @param last the last factor
     * @param steps steps in all
     */
    private record Sweep(double first, double last, int steps) implements Schedule {
        @Override
        public double factor(long step, long stepsPerEpoch, long totalSteps) {
            return first * StrictMath.pow(last / first, (step - 1.0) / (steps - 1));
        }

        @Override
        public Spec spec() {
            return Spec.of("sweep");
        }
    }

    private final class Watcher implements TrainingListener {
        private final Sweep rate = new Sweep(from, to, steps);
        private final double[] rates = new double[steps];
        private final double[] losses = new double[steps];
        private int seen;

        @Override
        public void on(TrainingEvent event) {
            if (event instanceof TrainingEvent.StepDone step && seen < steps) {
                rates[seen] = rate.factor(seen + 1L, 1, steps);
                losses[seen] = step.loss();
                seen++;
            }
        }

        @Override
        public boolean wantsSteps() {
            return true;
        }

        @Override
        public boolean wantsToStop() {
            return seen == steps || (seen >= 10 && losses[seen - 1] > EXPLODED * mean(10));
        }

        private double mean(int first) {
            return Arrays.stream(losses, 0, first).average().orElseThrow();
        }
    }
}
