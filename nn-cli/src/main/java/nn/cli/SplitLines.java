package nn.cli;

import java.util.Locale;
import java.util.Optional;
import nn.core.data.Overlap;
import nn.core.data.ShiftedSplit;
import nn.core.data.Split;
import nn.core.train.TrainingConfig;

/** What people are told about the parts of the data. */
final class SplitLines {

    private SplitLines() {}

    /** How many rows are in which part, and what decided it. */
    static String of(TrainingConfig config, Split split) {
        return String.format(
                Locale.ROOT,
                "split        %s: %,d rows to train, %,d to validate%s, %,d for the test at the end%s",
                config.split().strategy(split.training().dataset()).name().toLowerCase(Locale.ROOT),
                split.training().size(),
                split.validation().size(),
                from(config.split().validationData().or(config.split()::shifted)),
                split.test().size(),
                from(config.split().testData().or(config.split()::shifted)));
    }

    private static String from(Optional<String> source) {
        return source.map(text -> " from " + text).orElse("");
    }

    /** How many rows tell what is lost on new rows from what is lost on shifted ones. */
    static String of(ShiftedSplit shifted) {
        return String.format(
                Locale.ROOT,
                "train-dev    %,d rows like those to train on, to compare with",
                shifted.trainDev().size());
    }

    /** A warning of rows that are in more than one part, if there are any. */
    static Optional<String> of(Overlap overlap, Split split) {
        if (overlap.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "duplicates   %,d of %,d rows to validate and %,d of %,d for the test have the features of a row to train on,%n"
                        + "             so that results may look too good. Remove copies, or keep them together with --group COLUMN",
                overlap.validation(),
                split.validation().size(),
                overlap.test(),
                split.test().size()));
    }
}
