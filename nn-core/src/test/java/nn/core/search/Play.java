package nn.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/** Searches with a formula in place of trainings. */
final class Play {

    private Play() {}

    /** All trials of a search in which a point has the score of a formula, whatever its epochs. */
    static List<Trial> search(SearchMethod method, SearchSpace space, long seed, ToDoubleFunction<Point> formula) {
        RandomKey random = RandomKey.of(seed, Purpose.SEARCH);
        List<Trial> finished = new ArrayList<>();
        for (List<Proposal> round = method.next(space, random, finished);
                !round.isEmpty();
                round = method.next(space, random, finished)) {
            round.forEach(proposal -> finished.add(trial(proposal, formula.applyAsDouble(proposal.point()))));
        }
        return finished;
    }

    static Trial trial(Proposal proposal, double... scores) {
        List<FoldResult> folds = new ArrayList<>();
        for (double score : scores) {
            folds.add(new FoldResult(
                    score,
                    Optional.empty(),
                    -score,
                    1,
                    1,
                    List.of(new FoldResult.Progress(1, score)),
                    false,
                    Optional.empty()));
        }
        return new Trial(proposal, folds);
    }

    static double decision(Point point, String path) {
        return point.decisions().get(path).value();
    }
}
