package nn.core.search;

import java.util.List;
import java.util.Optional;
import nn.core.metric.Interval;

/**
 * What came out of the training of a trial in one of the folds.
 *
 * @param score what the search maximizes, on the fold's validation part, at the best epoch; NaN if the training failed
 * @param interval the 95 % interval of the score for other such rows, by resampling the validation part, of a trial with a single fold
 * @param loss the validation loss at that epoch; NaN if the training failed
 * @param epochs epochs that were trained
 * @param bestEpoch the best of them, from 1; 0 if the training failed
 * @param best how the best score grew, epoch by epoch in which it did
 * @param pruned whether the training was ended since others did better
 * @param failure why there is no result, if there is none
 */
public record FoldResult(
        double score,
        Optional<Interval> interval,
        double loss,
        int epochs,
        int bestEpoch,
        List<Progress> best,
        boolean pruned,
        Optional<String> failure) {

    /**
     * A better score than before.
     *
     * @param epoch from 1
     * @param score the best up to there
     */
    public record Progress(int epoch, double score) {}

    /** Keeps a copy. */
    public FoldResult {
        best = List.copyOf(best);
    }

    static FoldResult failed(String why, int epochs) {
        return new FoldResult(Double.NaN, Optional.empty(), Double.NaN, epochs, 0, List.of(), false, Optional.of(why));
    }

    /** The best score up to an epoch; −∞ if there was none. */
    double bestUntil(int epoch) {
        double score = Double.NEGATIVE_INFINITY;
        for (Progress progress : best) {
            if (progress.epoch() <= epoch) {
                score = progress.score();
            }
        }
        return score;
    }
}
