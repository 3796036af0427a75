package nn.core.search;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.random.RandomKey;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Points by chance (Bergstra and Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012): each parameter has as many
 * values as there are trials, which a grid of the same size has not.
 *
 * @param trials how many points, 1 or more
 * @param round how many of them at a time, 1 or more; only pruning looks at the rounds before
 */
public record RandomSearch(int trials, int round) implements SearchMethod {

    static final String NAME = "random";

    /** Checks the settings. */
    public RandomSearch {
        Require.atLeast(1, "trials", trials);
        Require.atLeast(1, "round", round);
    }

    /** 30 trials in rounds of 8. */
    public RandomSearch() {
        this(30);
    }

    /** Rounds of 8. */
    public RandomSearch(int trials) {
        this(trials, 8);
    }

    @Override
    public List<Proposal> next(SearchSpace space, RandomKey random, List<Trial> finished) {
        int first = finished.size() + 1;
        return IntStream.rangeClosed(first, Math.min(trials, finished.size() + round))
                .mapToObj(trial -> proposal(space, random, trial))
                .toList();
    }

    /** The point that chance gives a trial. */
    static Proposal proposal(SearchSpace space, RandomKey random, int trial) {
        return new Proposal(trial, space.point(new RandomChooser(random.with(trial))));
    }

    @Override
    public int proposals(SearchSpace space) {
        return trials;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }
}
