package nn.core.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nn.core.data.Split;
import nn.core.data.TrainingPart;
import nn.core.kernel.Compute;
import nn.core.model.Sha256;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Require;

/**
 * Searches for the best configuration: every trial is trained in each fold of a training part and measured on what the fold holds out.
 * It takes no other rows, so what is set aside for the test stays unseen.
 *
 * <pre>{@code
 * Split split = Split.stratified(digits, 0, 0.1, 1);
 * SearchPlan plan = new SearchPlan(base, space, new RandomSearch(20), Folds.stratified(3, 1));
 * SearchResult result = new Search(plan, registry).threads(2).run(split.training());
 * Training best = result.trainer().fit(split); // on all rows but those for the test
 * IO.println(best.test().table());
 * }</pre>
 *
 * <p>Trials are trained at the same time, each on one thread. The results do not depend on how many.
 */
public final class Search {

    private final SearchPlan plan;
    private final Registry registry;
    private int threads = 1;
    private Optional<Path> journal = Optional.empty();
    private String dataDigest = "";
    private SearchListener listener = _ -> {};

    /**
     * A search on the calling thread and without a journal.
     *
     * @param plan what to search
     * @param registry where components are found
     */
    public Search(SearchPlan plan, Registry registry) {
        this.plan = plan;
        this.registry = registry;
    }

    /** Sets how many trainings run at a time, 1 or more. */
    public Search threads(int count) {
        Require.atLeast(1, "threads", count);
        threads = count;
        return this;
    }

    /**
     * Keeps every result in a file, and takes those that are in it already: the same search goes on where it was interrupted.
     *
     * @param file where; its directory must exist
     * @param digest by which other data are known to be others
     */
    public Search journal(Path file, String digest) {
        journal = Optional.of(file);
        dataDigest = digest;
        return this;
    }

    /** Sets who hears what happens. */
    public Search listener(SearchListener chosen) {
        listener = chosen;
        return this;
    }

    /**
     * Runs the search to its end, or until the listener wants to stop.
     *
     * @param part all rows that may be learned from
     * @throws nn.core.NnException.Configuration if the space has values that are not accepted, no trial succeeds, or the journal is that
     *     of another search
     * @throws nn.core.NnException.Data if there are too few rows for the folds
     * @throws nn.core.NnException.Output if the journal cannot be written
     */
    public SearchResult run(TrainingPart part) {
        plan.base().check(registry);
        plan.space().check(plan.base(), registry);
        List<Split> folds = plan.folds().within(part);
        Compute compute = Compute.choose(registry, plan.base().run().kernel(), 1);
        TrialRunner.Task task = (proposal, fold, finished) -> FoldTraining.run(
                plan,
                proposal,
                part,
                folds,
                fold,
                MedianRule.comparable(finished, proposal.share(), fold),
                registry,
                compute);
        Optional<SearchJournal> file = journal.map(path -> SearchJournal.open(path, identity(folds)));
        try (TrialRunner runner = new TrialRunner(task, folds.size(), threads, file, listener)) {
            listener.on(new SearchEvent.Started(
                    plan.method().proposals(plan.space()),
                    folds.size(),
                    file.map(SearchJournal::size).orElse(0)));
            return run(runner, part);
        }
    }

    private SearchResult run(TrialRunner runner, TrainingPart part) {
        RandomKey random = RandomKey.of(plan.base().run().seed(), Purpose.SEARCH);
        List<Trial> finished = new ArrayList<>();
        List<Proposal> round = plan.method().next(plan.space(), random, finished);
        while (!round.isEmpty()) {
            List<Trial> trials = runner.run(round, finished);
            finished.addAll(trials);
            if (trials.size() < round.size()) {
                return new SearchResult(plan, registry, part, finished, false);
            }
            round = plan.method().next(plan.space(), random, finished);
        }
        return new SearchResult(plan, registry, part, finished, true);
    }

    private SequencedMap<String, String> identity(List<Split> folds) {
        SequencedMap<String, String> identity = plan.identity();
        identity.put("folds", Integer.toString(folds.size()));
        identity.put("rows-of-folds", rowsDigest(folds));
        identity.put("digest-of-data", dataDigest);
        return identity;
    }

    private static String rowsDigest(List<Split> folds) {
        return Sha256.of(folds.stream().map(fold -> fold.validation().rows()).toArray(int[][]::new));
    }
}
