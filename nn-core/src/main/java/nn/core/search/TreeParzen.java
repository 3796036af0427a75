package nn.core.search;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.random.RandomKey;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, "Algorithms for hyper-parameter optimization", NIPS 2011,
 * section 4). After some points by chance, the finished trials are divided into the best and the others. Parameter by parameter, a
 * density ℓ is estimated from the best and g from the others; of some candidates drawn from ℓ the one with the highest ℓ/g is taken,
 * which has the largest expected improvement. A parameter that only some points have is estimated from those.
 *
 * <p>Points are chosen in rounds, so that they do not depend on which trial is finished first. Those of the same round count among the
 * others, as if they had turned out badly, lest they be all alike.
 *
 * @param trials how many points, 1 or more
 * @param startup how many of them by chance, 1 or more
 * @param round how many at a time, 1 or more
 * @param candidates how many are compared for each parameter, 1 or more
 * @param best the share of the finished trials that are the best, in (0, 1)
 */
public record TreeParzen(int trials, int startup, int round, int candidates, double best) implements SearchMethod {

    static final String NAME = "tpe";

    /** Checks the settings. */
    public TreeParzen {
        Require.atLeast(1, "trials", trials);
        Require.atLeast(1, "startup", startup);
        Require.atLeast(1, "round", round);
        Require.atLeast(1, "candidates", candidates);
        Require.inOpenUnitInterval("best", best);
    }

    /** 40 trials, 12 of them by chance, in rounds of 4, the best of 8 candidates, a tenth of the trials are the best. */
    public TreeParzen() {
        this(40);
    }

    /** 12 trials by chance, rounds of 4, the best of 8 candidates, a tenth of the trials are the best. */
    public TreeParzen(int trials) {
        this(trials, 12, 4, 8, 0.1);
    }

    @Override
    public List<Proposal> next(SearchSpace space, RandomKey random, List<Trial> finished) {
        int first = finished.size() + 1;
        boolean byChance = first <= startup;
        int last = Math.min(byChance ? Math.min(startup, trials) : trials, finished.size() + round);
        if (byChance) {
            return IntStream.rangeClosed(first, last)
                    .mapToObj(trial -> RandomSearch.proposal(space, random, trial))
                    .toList();
        }
        List<Point> ranked =
                finished.stream().sorted(Trial.BEST_FIRST).map(Trial::point).toList();
        int good = (int) Math.ceil(best * ranked.size());
        List<Proposal> round = new ArrayList<>();
        for (int trial = first; trial <= last; trial++) {
            List<Point> others = Stream.concat(
                            ranked.stream().skip(good), round.stream().map(Proposal::point))
                    .toList();
            Chooser chooser = new ParzenChooser(ranked.subList(0, good), others, candidates, random.with(trial));
            round.add(new Proposal(trial, space.point(chooser)));
        }
        return List.copyOf(round);
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
