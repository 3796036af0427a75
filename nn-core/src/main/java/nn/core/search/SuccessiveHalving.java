package nn.core.search;

import java.lang.invoke.MethodHandles;
import java.util.List;
import nn.core.random.RandomKey;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Gives many random points few epochs, the best of them more, and only the last ones all (Jamieson and Talwalkar, "Non-stochastic best
 * arm identification and hyperparameter optimization", AISTATS 2016). With 27 trials and a factor of 3, 27 trials have 1/27 of their
 * epochs, 9 have 1/9, 3 have a third, and one has all. Who goes on is trained from the beginning, see
 * {@code docs/decisions/search-halving-restarts.md}.
 *
 * @param trials points on the lowest rung, 1 or more
 * @param factor how much fewer trials and more epochs each rung has, 2 or more
 */
public record SuccessiveHalving(int trials, int factor) implements SearchMethod {

    static final String NAME = "halving";

    /** Checks the settings. */
    public SuccessiveHalving {
        Require.atLeast(1, "trials", trials);
        Require.atLeast(2, "factor", factor);
    }

    /** 27 trials, a third of which goes on. */
    public SuccessiveHalving() {
        this(27, 3);
    }

    @Override
    public List<Proposal> next(SearchSpace space, RandomKey random, List<Trial> finished) {
        return bracket().next(space, random, finished);
    }

    /** As many rungs as end with one trial or a few. */
    private Bracket bracket() {
        int rungs = 0;
        for (int left = trials / factor; left > 0; left /= factor) {
            rungs++;
        }
        return new Bracket(1, trials, rungs, factor);
    }

    @Override
    public int proposals(SearchSpace space) {
        return bracket().proposals();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }
}
