package nn.core.search;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import nn.core.random.RandomKey;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Several brackets of {@linkplain SuccessiveHalving successive halving}, from many trials that begin with very few epochs to few that have
 * all from the beginning, since nobody knows how early a good point shows (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband",
 * JMLR 18, 2018, Algorithm 1): bracket s of S, …, 0 has ⌈(S+1)/(s+1)·ηˢ⌉ trials and s + 1 rungs.
 *
 * @param trials points at most, 1 or more; S is as large as they allow
 * @param factor η, how much fewer trials and more epochs each rung has, 2 or more
 */
public record Hyperband(int trials, int factor) implements SearchMethod {

    static final String NAME = "hyperband";

    /** Checks the settings. */
    public Hyperband {
        Require.atLeast(1, "trials", trials);
        Require.atLeast(2, "factor", factor);
    }

    /** 49 trials, which make brackets of 27, 12, 6 and 4, a third of which goes on. */
    public Hyperband() {
        this(49, 3);
    }

    @Override
    public List<Proposal> next(SearchSpace space, RandomKey random, List<Trial> finished) {
        return brackets().stream()
                .flatMap(bracket -> bracket.next(space, random, finished).stream())
                .toList();
    }

    private List<Bracket> brackets() {
        List<Bracket> largest = brackets(0);
        for (int most = 1; ; most++) {
            List<Bracket> more = brackets(most);
            if (more.stream().mapToInt(Bracket::trials).sum() > trials) {
                return largest;
            }
            largest = more;
        }
    }

    private List<Bracket> brackets(int most) {
        List<Bracket> brackets = new ArrayList<>();
        int first = 1;
        for (int s = most; s >= 0; s--) {
            int count = Math.ceilDiv((most + 1) * Math.powExact(factor, s), s + 1);
            brackets.add(new Bracket(first, count, s, factor));
            first += count;
        }
        return brackets;
    }

    @Override
    public int proposals(SearchSpace space) {
        return brackets().stream().mapToInt(Bracket::proposals).sum();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }
}
