package nn.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.data.Split;
import nn.core.data.TrainingPart;
import nn.core.data.ValidationPart;
import nn.core.kernel.Compute;
import nn.core.metric.Bootstrap;
import nn.core.metric.Estimate;
import nn.core.metric.Evaluation;
import nn.core.metric.Interval;
import nn.core.metric.Metric;
import nn.core.metric.ScoredRows;
import nn.core.spi.Registry;
import nn.core.train.Training;
import nn.core.train.TrainingConfig;
import nn.core.train.TrainingEvent;
import nn.core.train.TrainingListener;

/**
 * The training of a trial in one fold. The score is that of the best epoch on the validation part, which is the epoch that early stopping
 * keeps, see {@code docs/decisions/search-scores.md}.
 */
final class FoldTraining implements TrainingListener {

    private final Optional<MedianRule> pruning;
    private final List<FoldResult> earlier;
    private final List<FoldResult.Progress> best = new ArrayList<>();
    private int epochs;
    private boolean hopeless;

    private FoldTraining(Optional<MedianRule> pruning, List<FoldResult> earlier) {
        this.pruning = pruning;
        this.earlier = earlier;
    }

    /**
     * Trains.
     *
     * @param plan the search
     * @param proposal the trial
     * @param part all rows to learn from, those of all folds
     * @param folds all folds
     * @param fold which of them, from 0
     * @param earlier results of the same fold with which pruning compares
     * @param registry where components are found
     * @param compute kernel, one thread
     */
    static FoldResult run(
            SearchPlan plan,
            Proposal proposal,
            TrainingPart part,
            List<Split> folds,
            int fold,
            List<FoldResult> earlier,
            Registry registry,
            Compute compute) {
        FoldTraining watcher = new FoldTraining(plan.pruning(), earlier);
        try {
            TrainingConfig config = plan.config(proposal, part, registry);
            Training training = config.trainer(folds.get(fold).training(), registry)
                    .compute(compute)
                    .listener(watcher)
                    .fit(folds.get(fold));
            return watcher.result(training, folds);
        } catch (NnException.Diverged | NnException.Configuration e) {
            // A trial that has no result is a result; the others may do better.
            return FoldResult.failed(String.valueOf(e.getMessage()), watcher.epochs);
        }
    }

    private FoldResult result(Training training, List<Split> folds) {
        Evaluation evaluation = training.best().validation().orElseThrow();
        if (!Double.isFinite(evaluation.score())) {
            return FoldResult.failed("The score is " + evaluation.score() + ", expected a number.", epochs);
        }
        return new FoldResult(
                evaluation.score(),
                folds.size() > 1
                        ? Optional.empty()
                        : interval(training, evaluation, folds.getFirst().validation()),
                evaluation.loss(),
                epochs,
                training.bestEpoch(),
                best,
                hopeless,
                Optional.empty());
    }

    /** Where the score is a metric of the rows; minus the loss is none. */
    private static Optional<Interval> interval(Training training, Evaluation evaluation, ValidationPart part) {
        ScoredRows rows = training.model()
                .score(part.dataset(), part.rows(), training.compute())
                .rows();
        List<Metric> score = rows.metrics().stream()
                .filter(metric -> metric.key().equals(evaluation.scoreName()))
                .toList();
        return Bootstrap.DEFAULT.within(rows.rows()).estimate(rows, score).stream()
                .findFirst()
                .flatMap(Estimate::interval);
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.EpochDone(var epoch, boolean isBest)) {
            epochs = epoch.epoch();
            double score = epoch.validation().orElseThrow().score();
            if (isBest && Double.isFinite(score)) {
                best.add(new FoldResult.Progress(epochs, score));
            }
            double bestScore =
                    best.isEmpty() ? Double.NEGATIVE_INFINITY : best.getLast().score();
            hopeless = pruning.isPresent() && pruning.get().endsAt(epochs, bestScore, earlier);
        }
    }

    @Override
    public boolean wantsToStop() {
        return hopeless;
    }
}
