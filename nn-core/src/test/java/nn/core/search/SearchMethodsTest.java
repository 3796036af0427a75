package nn.core.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nn.core.NnException;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchMethodsTest {

    private static final SearchSpace SMALL = new SearchSpace()
            .with("learning-rate", Domain.logRange(1e-4, 1))
            .with("dropout", Domain.range(0, 0.5))
            .with("activation", Domain.choices("relu", "tanh", "sigmoid"));

    /** Best at rate 0.01 and dropout 0.1 with tanh; 0 there, below it elsewhere. */
    private static double formula(Point point) {
        double rate = Math.log10(Play.decision(point, "learning-rate")) + 2;
        double dropout = 4 * (Play.decision(point, "dropout") - 0.1);
        return -rate * rate - dropout * dropout - (Play.decision(point, "activation") == 1 ? 0 : 0.5);
    }

    private static double best(SearchMethod method, long seed, ToDoubleFunction<Point> formula) {
        return Play.search(method, SMALL, seed, formula).stream()
                .mapToDouble(Trial::score)
                .max()
                .orElseThrow();
    }

    @Test
    void aGridHasEveryCombinationOnce() {
        SearchSpace space = new SearchSpace()
                .with("hidden", new Domain.Repeated(Domain.integers(1, 2), Domain.choices(8, 16)))
                .with("dropout", Domain.range(0, 0.5));
        List<Trial> trials = Play.search(new GridSearch(3, 5), space, 1, _ -> 0);
        assertEquals((2 + 4) * 3, trials.size());
        assertEquals(
                trials.size(),
                trials.stream().map(t -> t.point().settings()).distinct().count());
        assertEquals(trials.size(), new GridSearch(3, 5).proposals(space));
        assertEquals(
                "hidden=(8),dropout=0.0", trials.getFirst().point().settings().toString());
        assertEquals(
                "hidden=(16,16),dropout=0.5",
                trials.getLast().point().settings().toString());
    }

    @Test
    void aGridWithMorePointsThanValuesHasEachValueOnce() {
        SearchSpace space = new SearchSpace().with("batch-size", Domain.logIntegers(1, 4));
        assertEquals(4, new GridSearch(50, 8).proposals(space));
    }

    @Test
    void aGridOfTooManyTrialsIsRefused() {
        SearchSpace space =
                new SearchSpace().with("hidden", new Domain.Repeated(Domain.fixed(20), Domain.integers(1, 99)));
        assertThrows(NnException.LimitExceeded.class, () -> new GridSearch().proposals(space));
    }

    @Test
    void halvingLetsAThirdGoOnWithThreeTimesTheEpochs() {
        List<Trial> trials = Play.search(new SuccessiveHalving(27, 3), SMALL, 1, SearchMethodsTest::formula);
        assertEquals(new SuccessiveHalving(27, 3).proposals(SMALL), trials.size());
        assertEquals(
                "[27 × 1/27, 9 × 1/9, 3 × 1/3, 1 × 1/1]",
                trials.stream()
                        .collect(Collectors.groupingBy(Trial::share, LinkedHashMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(rung -> rung.getValue() + " × 1/" + Math.round(1 / rung.getKey()))
                        .toList()
                        .toString());
        double highest = trials.stream().mapToDouble(Trial::score).max().orElseThrow();
        assertEquals(highest, trials.getLast().score(), "the best of all has all epochs");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 20, 100})
    void halvingOfAnyNumberEndsWithAllEpochs(int count) {
        List<Trial> trials = Play.search(new SuccessiveHalving(count, 3), SMALL, 1, SearchMethodsTest::formula);
        assertEquals(1, trials.getLast().share());
        assertEquals(
                count,
                trials.stream()
                        .filter(t -> t.share() == trials.getFirst().share())
                        .count());
    }

    @Test
    void halvingWithoutASuccessEnds() {
        SuccessiveHalving halving = new SuccessiveHalving(9, 3);
        List<Proposal> rung = halving.next(SMALL, new RandomKey(1), List.of());
        List<Trial> failed = rung.stream()
                .map(proposal -> new Trial(proposal, List.of(FoldResult.failed("no", 1))))
                .toList();
        assertEquals(List.of(), halving.next(SMALL, new RandomKey(1), failed));
    }

    /** Table 1 of the paper for R = 27 and η = 3: brackets begin with 27, 12, 6 and 4 trials. */
    @Test
    void hyperbandHasTheBracketsOfThePaper() {
        List<Trial> trials = Play.search(new Hyperband(49, 3), SMALL, 1, SearchMethodsTest::formula);
        List<Long> begun = IntStream.rangeClosed(0, 3)
                .mapToObj(k -> trials.stream().collect(Collectors.groupingBy(Trial::number)).values().stream()
                        .filter(same ->
                                same.stream().mapToDouble(Trial::share).min().orElseThrow() == 1 / Math.pow(3, k))
                        .count())
                .toList();
        assertEquals(List.of(4L, 6L, 12L, 27L), begun);
        assertEquals(new Hyperband(49, 3).proposals(SMALL), trials.size());
        assertEquals(1, new Hyperband(1, 3).proposals(SMALL));
    }

    @Test
    void methodsHaveTheirNamesAndSettings() {
        Registry registry = Registry.load();
        for (String name : SearchMethod.NAMES) {
            SearchMethod method = SearchMethod.of(Spec.of(name), registry);
            assertEquals(name, method.spec().name());
            assertEquals(method, SearchMethod.of(method.spec(), registry));
        }
        assertEquals(new RandomSearch(7), SearchMethod.of(Spec.parse("random:trials=7"), registry));
        assertTrue(assertThrows(NnException.Configuration.class, () -> SearchMethod.of(Spec.of("anneal"), registry))
                .getMessage()
                .contains("halving"));
        assertThrows(NnException.Configuration.class, () -> SearchMethod.of(Spec.parse("random:trials=0"), registry));
    }

    @Test
    void searchesByChanceDependOnTheSeedAlone() {
        assertEquals(
                Play.search(new RandomSearch(9, 2), SMALL, 5, _ -> 0).stream()
                        .map(Trial::point)
                        .toList(),
                Play.search(new RandomSearch(9, 9), SMALL, 5, _ -> 1).stream()
                        .map(Trial::point)
                        .toList());
    }

    /** On a smooth function the estimator comes nearer to the maximum than chance does with as many trials. */
    @Test
    void parzenEstimatorsLearnFromTheTrials() {
        double chance = mean(seed -> best(new RandomSearch(60), seed, SearchMethodsTest::formula));
        double parzen = mean(seed -> best(new TreeParzen(60), seed, SearchMethodsTest::formula));
        assertTrue(parzen > chance / 2, parzen + " is not half as far from 0 as " + chance);
    }

    @Test
    void parzenEstimatorsLearnWhatOnlySomePointsHave() {
        SearchSpace space =
                new SearchSpace().with("hidden", new Domain.Repeated(Domain.integers(1, 3), Domain.integers(1, 100)));
        ToDoubleFunction<Point> formula = point -> {
            double second = point.decisions().containsKey("hidden.2") ? Play.decision(point, "hidden.2") : 0;
            return -Math.abs(second - 70);
        };
        List<Trial> trials = Play.search(new TreeParzen(60), space, 3, formula);
        List<Trial> late = trials.subList(30, 60);
        long close = late.stream().filter(trial -> trial.score() > -20).count();
        assertTrue(close > 18, close + " of 30 late trials are near the maximum; by chance it were 8");
        assertTrue(trials.stream()
                        .max(Comparator.comparingDouble(Trial::score))
                        .orElseThrow()
                        .score()
                > -4);
    }

    private static double mean(LongToDoubleFunction best) {
        return LongStream.rangeClosed(1, 20).mapToDouble(best).average().orElseThrow();
    }
}
