package nn.core.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nn.core.data.Folds;
import nn.core.data.TrainingPart;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;

/**
 * All that the results of a search follow from, the data apart.
 *
 * @param base what the space does not say; its seed is that of the search and of each training
 * @param space the configurations to choose among
 * @param method what chooses
 * @param folds into which the rows are cut for each trial, the same for all
 * @param pruning when to end a training early, if ever
 */
public record SearchPlan(
        TrainingConfig base, SearchSpace space, SearchMethod method, Folds folds, Optional<MedianRule> pruning) {

    /** A plan without pruning. */
    public SearchPlan(TrainingConfig base, SearchSpace space, SearchMethod method, Folds folds) {
        this(base, space, method, folds, Optional.empty());
    }

    /**
     * The configuration of a point, with all choices made that follow from the data.
     *
     * @param point of the space
     * @param part all rows to learn from, so that a fold and the last training make the same choices
     * @param registry where components are found
     * @throws nn.core.NnException.Configuration if its values do not go together
     */
    TrainingConfig config(Point point, TrainingPart part, Registry registry) {
        return base.with(point.settings(), registry)
                .forData(part.size(), part.dataset().targets(), registry);
    }

    /** The configuration of a trial, which takes a share of its epochs and is not looked into. */
    TrainingConfig config(Proposal proposal, TrainingPart part, Registry registry) {
        TrainingConfig whole = config(proposal.point(), part, registry);
        List<Integer> epochs = whole.learning().epochs().orElseThrow().stream()
                .map(count -> atLeast(whole, Math.rint(proposal.share() * count)))
                .toList();
        return whole.with(
                Settings.builder().put("epochs", epochs).put("diagnostics", 0).build(), registry);
    }

    /**
     * The configuration that a trial recommends for all rows: with as many epochs as were best, since there is no validation part any
     * more that would say when to stop. With several optimizers all epochs stay.
     *
     * @param trial whose point
     * @param part all rows to learn from
     * @param registry where components are found
     */
    TrainingConfig recommended(Trial trial, TrainingPart part, Registry registry) {
        TrainingConfig whole = config(trial.point(), part, registry);
        Settings.Builder last = Settings.builder().put("validation", 0).put("early-stopping", 0);
        if (whole.learning().optimizer().size() == 1) {
            last.put("epochs", List.of(atLeast(whole, trial.bestEpoch())));
        }
        return whole.with(last.build(), registry);
    }

    /** Averaging begins at an epoch that must be there. */
    private static int atLeast(TrainingConfig config, double epochs) {
        return Math.max(config.learning().averageFrom().orElse(1), (int) epochs);
    }

    /** The plan in words, by which two plans are known to be the same; without what no result depends on. */
    SequencedMap<String, String> identity() {
        SequencedMap<String, String> identity = new LinkedHashMap<>();
        identity.put("space", space.toString());
        identity.put("method", method.spec().toString());
        identity.put("pruning", pruning.map(MedianRule::toString).orElse("none"));
        identity.put("seed", Long.toString(base.run().seed()));
        base.toSettings().asMap().forEach((key, value) -> {
            if (!List.of("data", "seed", "threads", "kernel", "diagnostics").contains(key)) {
                identity.put(key, value.toString());
            }
        });
        return identity;
    }
}
