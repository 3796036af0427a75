package nn.core.search;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nn.core.NnException;
import nn.core.data.TrainingPart;
import nn.core.spi.Registry;
import nn.core.train.Trainer;
import nn.core.train.TrainingConfig;

/** What a search has found. */
public final class SearchResult {

    private final SearchPlan plan;
    private final Registry registry;
    private final TrainingPart part;
    private final List<Trial> trials;
    private final boolean complete;

    SearchResult(SearchPlan plan, Registry registry, TrainingPart part, List<Trial> trials, boolean complete) {
        this.plan = plan;
        this.registry = registry;
        this.part = part;
        this.trials = List.copyOf(trials);
        this.complete = complete;
    }

    /** Whether all trials are done; else somebody has stopped the search. */
    public boolean isComplete() {
        return complete;
    }

    /** All trials in the order in which they were proposed; those that were tried again with more epochs are there again. */
    public List<Trial> trials() {
        return trials;
    }

    /** Each trial once, with the most epochs it had, the best first. */
    public List<Trial> ranking() {
        return trials.stream()
                .filter(trial -> trials.stream()
                        .noneMatch(other -> other.number() == trial.number() && other.share() > trial.share()))
                .sorted(Trial.BEST_FIRST)
                .toList();
    }

    /** The trial with the highest score among those with the most epochs; empty if none has succeeded. */
    public Optional<Trial> best() {
        return ranking().stream().findFirst().filter(Trial::isComplete);
    }

    /** All epochs that were trained. */
    public long epochs() {
        return trials.stream().mapToLong(Trial::epochs).sum();
    }

    /** How much each parameter matters, by its path, the most important one first: {@link Importance}. */
    public SequencedMap<String, Double> importance() {
        return Importance.of(trials);
    }

    /**
     * The best configuration for all rows of the part: as many epochs as were best in the folds, and no validation part.
     *
     * @throws NnException.Configuration if no trial has succeeded
     */
    public TrainingConfig config() {
        return plan.recommended(winner(), part, registry);
    }

    /**
     * A trainer of {@link #config}, for a split with the part from which the search has learned.
     *
     * @throws NnException.Configuration if no trial has succeeded
     */
    public Trainer trainer() {
        return config().trainer(part, registry);
    }

    private Trial winner() {
        return best().orElseThrow(() -> new NnException.Configuration("No trial has succeeded. The first one: "
                + trials.stream()
                        .flatMap(trial -> trial.failure().stream())
                        .findFirst()
                        .orElse("there is none.")));
    }
}
