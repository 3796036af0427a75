package nn.core.search;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.random.RandomKey;

/**
 * Many trials with few epochs, of which the best go on with more, and so on: rung k of 0, …, K has n/ηᵏ trials (rounded down, at least
 * one) with the share ηᵏ⁻ᴷ of their epochs.
 *
 * @param firstTrial number of the first trial
 * @param trials n, trials on the lowest rung
 * @param rungs K, how often some of them go on
 * @param factor η, how much fewer trials and more epochs each rung has
 */
record Bracket(int firstTrial, int trials, int rungs, int factor) {

    /** What is left to do on the lowest rung that is not finished. */
    List<Proposal> next(SearchSpace space, RandomKey random, List<Trial> finished) {
        List<Trial> mine = finished.stream()
                .filter(trial -> trial.number() >= firstTrial && trial.number() < firstTrial + trials)
                .toList();
        Stream<Proposal> rung = IntStream.range(firstTrial, firstTrial + trials)
                .mapToObj(trial -> RandomSearch.proposal(space, random, trial))
                .map(proposal -> new Proposal(proposal.trial(), proposal.point(), share(0)));
        for (int k = 0; ; k++) {
            double share = share(k);
            List<Trial> done =
                    mine.stream().filter(trial -> trial.share() == share).toList();
            if (done.isEmpty()) {
                return rung.toList();
            }
            if (k == rungs) {
                return List.of();
            }
            double more = share(k + 1);
            rung = done.stream()
                    .filter(Trial::isComplete)
                    .sorted(Trial.BEST_FIRST)
                    .limit(size(k + 1))
                    .map(trial -> new Proposal(trial.number(), trial.point(), more));
        }
    }

    private int size(int rung) {
        return Math.max(1, trials / power(rung));
    }

    private double share(int rung) {
        return 1.0 / power(rungs - rung);
    }

    private int power(int exponent) {
        return Math.powExact(factor, exponent);
    }

    int proposals() {
        return IntStream.rangeClosed(0, rungs).map(this::size).sum();
    }
}
