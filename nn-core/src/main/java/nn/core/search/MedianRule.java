package nn.core.search;

import java.util.List;
import nn.core.spi.Require;

/**
 * Ends a training whose best score up to an epoch is below the median of what the complete trials of earlier rounds had up to that
 * epoch, in the same fold and with the same share of their epochs (Golovin and others, "Google Vizier", KDD 2017, section 3.2.2).
 * Trials of the same round do not count, so that results do not depend on which one is faster.
 *
 * @param trials how many trials there must be for a median, 1 or more
 * @param epochs how many epochs a training has in any case, 1 or more
 */
public record MedianRule(int trials, int epochs) {

    /** Checks the numbers. */
    public MedianRule {
        Require.atLeast(1, "trials", trials);
        Require.atLeast(1, "epochs", epochs);
    }

    /** Five trials and five epochs. */
    public MedianRule() {
        this(5, 5);
    }

    /** Whether a training has no hope. */
    boolean endsAt(int epoch, double best, List<FoldResult> earlier) {
        if (epoch < epochs || earlier.size() < trials) {
            return false;
        }
        double[] others = earlier.stream()
                .mapToDouble(result -> result.bestUntil(epoch))
                .sorted()
                .toArray();
        int half = others.length / 2;
        double median = others.length % 2 == 1 ? others[half] : (others[half - 1] + others[half]) / 2;
        return best < median;
    }

    /** The complete trials to compare with. */
    static List<FoldResult> comparable(List<Trial> finished, double share, int fold) {
        return finished.stream()
                .filter(trial -> trial.isComplete() && trial.share() == share)
                .map(trial -> trial.folds().get(fold))
                .toList();
    }
}
