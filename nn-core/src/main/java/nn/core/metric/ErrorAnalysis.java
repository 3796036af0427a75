package nn.core.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the error of a model comes from: the steps by which it grows from the best that is possible to the rows that count.
 *
 * <pre>optimal → training → train-dev → dev → test</pre>
 *
 * <p>Training and train-dev set are of the source from which one learns, dev and test set of the one on which the result counts.
 * Each step has a cause and remedies of its own: {@link Gap}. Source: the notes, "A top-down perspective on Neural networks", and
 * Andrew Ng's two dev sets, to which they refer.
 *
 * @param measure what the errors are
 * @param optimal the error that cannot be avoided, if it is known; otherwise 0 takes its place
 * @param training the error on the rows that were learned from
 * @param trainDev that on further rows of the same source
 * @param dev that on rows of the source that counts, by which the training was watched
 * @param test that on further rows of that source
 */
public record ErrorAnalysis(
        Measure measure, Optional<Double> optimal, SetError training, SetError trainDev, SetError dev, SetError test) {

    /** What an error is. */
    public enum Measure {
        /** The share of wrong predictions: 1 − accuracy. */
        ERROR_RATE("error rate"),
        /**
         * The root of the mean squared error, in the unit of the targets. 1 − R² would not do: it is relative to the variance of each
         * set, so that the same errors on targets with another spread would look like a gap.
         */
        RMSE("RMSE");

        private final String text;

        Measure(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A step between two errors. */
    public enum Gap {
        /** Training error − optimal error: what the network cannot even do on the rows it knows. */
        AVOIDABLE_BIAS(
                "avoidable bias",
                "Use a larger network, train longer, try another optimizer or learning rate, or regularize less."),
        /** Train-dev error − training error: what does not carry over to new rows of the same source. */
        VARIANCE("variance", "Use more data, regularize more (--dropout, --l2), or use a smaller network."),
        /** Dev error − train-dev error: what does not carry over to the other source. */
        MISMATCH(
                "mismatch",
                "Find out in what the sources differ, and learn from data that are more like the shifted ones."),
        /** Test error − dev error: what only looked good since the training was watched by it. */
        DEV_OVERFITTING("overfitting to the dev set", "Use a larger dev set, and choose fewer times by its results.");

        private final String text;
        private final String remedy;

        Gap(String text, String remedy) {
            this.text = text;
            this.remedy = remedy;
        }

        /** What to do about it, in one line. */
        public String remedy() {
            return remedy;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The error on a set.
     *
     * @param error the error
     * @param standardError how far it would scatter over sets of this size, about
     * @param rows the number of rows
     */
    public record SetError(double error, double standardError, int rows) {

        static SetError of(Evaluation evaluation) {
            int n = evaluation.rows();
            return switch (evaluation) {
                case ClassificationEvaluation _, MultiLabelEvaluation _ -> {
                    double error = 1 - evaluation.score();
                    // Agresti and Coull (1998): two more right and two more wrong rows, else no error would seem to be
                    // certain.
                    double share = (error * n + 2) / (n + 4);
                    yield new SetError(error, Math.sqrt(share * (1 - share) / (n + 4)), n);
                }
                case RegressionEvaluation values -> {
                    double error = values.rootMeanSquaredError();
                    // That of the standard deviation of n normal errors.
                    yield new SetError(error, error / Math.sqrt(2.0 * n), n);
                }
            };
        }
    }

    /** Compares evaluations of one model on its sets. */
    public static ErrorAnalysis of(
            Optional<Double> optimal, Evaluation training, Evaluation trainDev, Evaluation dev, Evaluation test) {
        return new ErrorAnalysis(
                test instanceof RegressionEvaluation ? Measure.RMSE : Measure.ERROR_RATE,
                optimal,
                SetError.of(training),
                SetError.of(trainDev),
                SetError.of(dev),
                SetError.of(test));
    }

    /** How much the error grows in a step; may be negative. */
    public double size(Gap gap) {
        return switch (gap) {
            case AVOIDABLE_BIAS -> training.error - optimal.orElse(0.0);
            case VARIANCE -> trainDev.error - training.error;
            case MISMATCH -> dev.error - trainDev.error;
            case DEV_OVERFITTING -> test.error - dev.error;
        };
    }

    /** How far a gap would scatter by chance, about. */
    private double standardError(Gap gap) {
        return switch (gap) {
            case AVOIDABLE_BIAS -> training.standardError;
            case VARIANCE -> together(training, trainDev);
            case MISMATCH -> together(trainDev, dev);
            case DEV_OVERFITTING -> together(dev, test);
        };
    }

    private static double together(SetError one, SetError other) {
        return Math.sqrt(one.standardError * one.standardError + other.standardError * other.standardError);
    }

    /** The largest gap of those that are more than chance explains, twice their standard error; empty if none is. */
    public Optional<Gap> dominating() {
        return Arrays.stream(Gap.values())
                .filter(gap -> size(gap) > 2 * standardError(gap))
                .max(Comparator.comparingDouble(this::size));
    }

    /** A table for people: a line for each set with the gap before it, and what to do about the gap that dominates. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-10s %10s%n", "set", measure));
        table.append(String.format(
                Locale.ROOT,
                "%-10s %10s   %s%n",
                "optimal",
                number(optimal.orElse(0.0)),
                optimal.isPresent() ? "given" : "not given, so that all of the training error counts as avoidable"));
        line(table, "training", training, Gap.AVOIDABLE_BIAS);
        line(table, "train-dev", trainDev, Gap.VARIANCE);
        line(table, "dev", dev, Gap.MISMATCH);
        line(table, "test", test, Gap.DEV_OVERFITTING);
        table.append(dominating()
                .map(gap -> "The largest gap is " + gap + ". " + gap.remedy())
                .orElse("No gap is larger than chance explains on sets of these sizes."));
        return table.append(System.lineSeparator()).toString();
    }

    private void line(StringBuilder table, String set, SetError error, Gap gap) {
        table.append(String.format(
                Locale.ROOT,
                "%-10s %10s   on %,d rows, %s%s %s%s%n",
                set,
                number(error.error),
                error.rows,
                size(gap) < 0 ? "−" : "+",
                number(Math.abs(size(gap))),
                gap,
                dominating().equals(Optional.of(gap)) ? "  ◀" : ""));
    }

    private String number(double error) {
        return measure == Measure.ERROR_RATE
                ? String.format(Locale.ROOT, "%.2f %%", 100 * error)
                : String.format(Locale.ROOT, "%.4g", error);
    }
}
