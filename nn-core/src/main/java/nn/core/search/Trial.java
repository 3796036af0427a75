package nn.core.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import nn.core.metric.Interval;
import nn.core.statistics.StudentT;

/**
 * A point and what came out of it in each fold.
 *
 * @param proposal what was tried
 * @param folds the results, in the order of the folds; at least one
 */
public record Trial(Proposal proposal, List<FoldResult> folds) {

    /**
     * Complete trials first, then those that were pruned, then those that failed; more epochs before fewer; the higher score, then the
     * lower loss, then the lower number first.
     */
    public static final Comparator<Trial> BEST_FIRST = Comparator.comparing(Trial::isComplete)
            .thenComparing(trial -> trial.failure().isEmpty())
            .thenComparingDouble(Trial::share)
            .thenComparingDouble(Trial::score)
            .reversed()
            .thenComparingDouble(Trial::loss)
            .thenComparingInt(Trial::number);

    /** Keeps a copy. */
    public Trial {
        folds = List.copyOf(folds);
    }

    /** Its number, from 1. */
    public int number() {
        return proposal.trial();
    }

    /** The configuration. */
    public Point point() {
        return proposal.point();
    }

    /** The share of its epochs that it could take. */
    public double share() {
        return proposal.share();
    }

    /** Whether it was trained in all folds as long as it could be. */
    public boolean isComplete() {
        return failure().isEmpty() && !isPruned();
    }

    /** Whether it was ended in a fold since others did better. */
    public boolean isPruned() {
        return folds.stream().anyMatch(FoldResult::pruned);
    }

    /** Why it failed, if it did in some fold. */
    public Optional<String> failure() {
        return folds.stream().flatMap(fold -> fold.failure().stream()).findFirst();
    }

    /** The mean score over the folds; higher is better. */
    public double score() {
        return mean(FoldResult::score);
    }

    /** The mean validation loss over the folds. */
    public double loss() {
        return mean(FoldResult::loss);
    }

    /** The epochs trained in all folds together. */
    public int epochs() {
        return folds.stream().mapToInt(FoldResult::epochs).sum();
    }

    /** The mean of the best epochs, rounded; 1 or more. */
    public int bestEpoch() {
        return Math.max(1, (int) Math.rint(mean(FoldResult::bestEpoch)));
    }

    /**
     * The 95 % interval of the score for other rows of the kind, where it can be told. Of several folds it is the mean ± t·s/√k, with
     * Student's t for the k − 1 degrees of freedom of k folds; folds share most of the rows they learn from, so the interval is rather too
     * narrow. Of a single one it is that of its {@linkplain FoldResult#interval rows}. It knows nothing of the choice of the best trial;
     * that of a nested cross-validation is free of it.
     */
    public Optional<Interval> interval() {
        if (folds.size() == 1) {
            return folds.getFirst().interval();
        }
        return StudentT.halfWidth(folds.stream().mapToDouble(FoldResult::score).toArray())
                .map(half -> new Interval(score() - half, score() + half));
    }

    private double mean(ToDoubleFunction<FoldResult> value) {
        return folds.stream().mapToDouble(value).sum() / folds.size();
    }
}
