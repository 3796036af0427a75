package nn.core.data;

import java.util.Optional;
import nn.core.NnException;
import nn.core.kernel.Compute;
import nn.core.metric.ErrorAnalysis;

/**
 * Parts of two sources: of one that there is plenty of, from which one learns, and of a shifted one, on which the result counts.
 * One set to watch with comes from each, so that what is lost between them can be told from what is lost between known
 * and new rows of the same source.
 *
 * <p>Source: the notes, "More top-down perspectives", on a mismatch of training and test data and two dev sets.
 *
 * @param split what a training takes: rows of the first source to learn from; rows of the shifted one to watch with, the dev set,
 *     and for the test
 * @param trainDev rows of the first source from which nothing is learned, the train-dev set
 */
public record ShiftedSplit(Split split, ValidationPart trainDev) {

    /**
     * Cuts two sources.
     *
     * @param strategy what decides which rows go where, in both
     * @param dataset what to learn from
     * @param trainDev share of its rows for the train-dev set, above 0 and below 1
     * @param shifted what the result counts on, with the same features and targets
     * @param test share of its rows for the test, above 0 and below 1; the others are the dev set
     * @param seed determines which rows go where
     * @throws NnException.Configuration if a share is out of range, or the data lack what the strategy needs
     * @throws NnException.Data if a part would have no rows, or the features or classes differ
     */
    public static ShiftedSplit of(
            SplitStrategy strategy, Dataset dataset, double trainDev, Dataset shifted, double test, long seed) {
        if (!(trainDev > 0 && trainDev < 1 && test > 0 && test < 1)) {
            throw new NnException.Configuration("Shares " + trainDev + " of the data for the train-dev set and " + test
                    + " of the shifted data for the test: expected numbers between 0 and 1.");
        }
        Split known = Split.of(strategy, dataset, trainDev, 0, seed);
        known.refuseOthers("shifted", shifted);
        Split wanted = Split.of(strategy, shifted, 0, test, seed);
        ValidationPart dev = new ValidationPart(shifted, wanted.training().rows());
        return new ShiftedSplit(new Split(known.training(), dev, wanted.test()), known.validation());
    }

    /**
     * Measures a model on all sets, which is a use of the test part.
     *
     * @param model a finished model
     * @param compute kernel and threads
     * @param optimal the error that cannot be avoided, if it is known: that of the best possible or of a human being
     */
    public ErrorAnalysis measure(Evaluable model, Compute compute, Optional<Double> optimal) {
        TrainingPart training = split.training();
        ValidationPart dev = split.validation();
        return ErrorAnalysis.of(
                optimal,
                model.evaluate(training.dataset(), training.rows(), compute),
                model.evaluate(trainDev.dataset(), trainDev.rows(), compute),
                model.evaluate(dev.dataset(), dev.rows(), compute),
                split.test().evaluate(model, compute));
    }
}
