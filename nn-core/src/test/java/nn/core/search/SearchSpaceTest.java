package nn.core.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceTest {

    private static final Registry REGISTRY = Registry.load();
    private static final TrainingConfig BASE = TrainingConfig.defaults("iris")
            .with(Settings.builder().put("optimizer", "gradient-descent").build(), REGISTRY);

    private static List<Point> points(SearchSpace space, int count) {
        RandomKey random = RandomKey.of(7, Purpose.SEARCH);
        return IntStream.range(0, count)
                .mapToObj(i -> space.point(new RandomChooser(random.with(i))))
                .toList();
    }

    private static SequencedMap<String, Domain> map(String key, Domain domain) {
        SequencedMap<String, Domain> map = new LinkedHashMap<>();
        map.put(key, domain);
        return map;
    }

    @Test
    void widthsAreChosenForAsManyLayersAsThereAre() {
        SearchSpace space = new SearchSpace()
                .with("hidden", new Domain.Repeated(Domain.integers(0, 3), Domain.logIntegers(16, 256)));
        boolean[] seen = new boolean[4];
        for (Point point : points(space, 100)) {
            List<?> hidden = (List<?>) point.settings().asMap().get("hidden");
            assertEquals(hidden.size() + 1, point.decisions().size(), "the length, and a width for each layer");
            assertTrue(hidden.stream().allMatch(width -> (long) width >= 16 && (long) width <= 256), "" + hidden);
            seen[hidden.size()] = true;
        }
        assertEquals("[true, true, true, true]", Arrays.toString(seen));
    }

    @Test
    void copiesHaveOneWidth() {
        SearchSpace space =
                new SearchSpace().with("hidden", new Domain.Copies(Domain.fixed("3"), Domain.integers(5, 500)));
        for (Point point : points(space, 10)) {
            List<?> hidden = (List<?>) point.settings().asMap().get("hidden");
            assertEquals(3, hidden.size());
            assertEquals(1, hidden.stream().distinct().count());
            assertEquals(List.of("hidden.all"), List.copyOf(point.decisions().keySet()));
        }
    }

    @Test
    void whatOnlyOneChoiceHasIsOnlyThereIfItIsChosen() {
        Domain momentum = new Domain.Component("momentum", map("momentum", Domain.range(0.5, 0.99)));
        Domain optimizer = new Choices(List.of(
                new Choices.Alternative(Domain.fixed("gradient-descent"), map("clip-norm", Domain.logRange(0.1, 10))),
                new Choices.Alternative(momentum)));
        for (Point point : points(new SearchSpace().with("optimizer", optimizer), 50)) {
            Map<String, Object> settings = point.settings().asMap();
            boolean descent = settings.get("optimizer").equals("gradient-descent");
            assertEquals(descent, settings.containsKey("clip-norm"));
            assertEquals(
                    List.of(
                            "optimizer",
                            descent ? "optimizer.gradient-descent.clip-norm" : "optimizer.momentum.momentum"),
                    List.copyOf(point.decisions().keySet()));
            assertEquals(!descent, settings.get("optimizer") instanceof Spec);
        }
    }

    @Test
    void aLogarithmicRangeHasAsMuchOfEachOrderOfMagnitude() {
        SearchSpace space = new SearchSpace().with("learning-rate", Domain.logRange(1e-4, 1));
        long[] decades = new long[4];
        for (Point point : points(space, 4000)) {
            double rate = Play.decision(point, "learning-rate");
            decades[(int) Math.floor(Math.log10(rate * 1e4) * 0.99999)]++;
        }
        for (long count : decades) {
            assertEquals(1000, (double) count, 120, Arrays.toString(decades)); // 4 standard deviations are 110
        }
    }

    @Test
    void bothEndsOfWholeNumbersAreAsLikelyAsTheOthers() {
        SearchSpace space = new SearchSpace().with("batch-size", Domain.integers(1, 5));
        long[] counts = new long[6];
        points(space, 5000).forEach(point -> counts[(int) Play.decision(point, "batch-size")]++);
        for (int i = 1; i <= 5; i++) {
            assertEquals(1000, (double) counts[i], 115, Arrays.toString(counts));
        }
    }

    /** A key that is new in the configuration must be put where it belongs: among these, or the same for all trials. */
    @Test
    void everyKeyOfTheConfigurationIsSearchedOrTheSameForAllTrials() {
        List<String> searched = List.of(
                "class-weights",
                "oversample",
                "layers",
                "hidden",
                "residual",
                "activation",
                "initializer",
                "initial-bias",
                "dropout",
                "input-dropout",
                "alpha-dropout",
                "input-noise",
                "batch-norm",
                "layer-norm",
                "init-from",
                "freeze",
                "loss",
                "optimizer",
                "learning-rate",
                "schedule",
                "l1",
                "l2",
                "max-norm",
                "clip-value",
                "clip-norm",
                "clip-global-norm",
                "average-from",
                "transforms",
                "target-scale",
                "batch-size",
                "epochs",
                "early-stopping");
        List<String> others = SearchSpace.keys().stream()
                .filter(key -> !searched.contains(key))
                .toList();
        assertEquals(List.of(), others, "searched, though nobody has said that they should be");
    }

    record Wrong(String key, Domain domain, String expected) {}

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("dropout", Domain.range(0, 1.5), "\"dropout\" is 1.5, expected a number from 0"),
                new Wrong("dropout", Domain.choices(0, 0.5, 1), "\"dropout\" is 1.0"),
                new Wrong("batch-size", Domain.integers(0, 8), "\"batch-size\" is 0, expected 1 or more"),
                new Wrong(
                        "hidden", new Domain.Repeated(Domain.integers(1, 2), Domain.integers(0, 8)), "\"hidden\" is 0"),
                new Wrong("hidden", new Domain.Repeated(Domain.integers(-1, 2), Domain.fixed(8)), "\"-1\""),
                new Wrong("activation", Domain.choices("relu", "rleu"), "Unknown activation \"rleu\""),
                new Wrong("learning-rate", Domain.choices("fast", "slow"), "\"fast\", expected a number"),
                new Wrong(
                        "activation",
                        new Domain.Component("leaky-relu", map("slop", Domain.range(0, 1))),
                        "Unknown setting \"slop\""));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Wrong wrong) {
        SearchSpace space =
                new SearchSpace().with("l2", Domain.logRange(1e-6, 1e-2)).with(wrong.key(), wrong.domain());
        NnException.Configuration e = assertThrows(NnException.Configuration.class, () -> space.check(BASE, REGISTRY));
        assertTrue(e.getMessage().contains(wrong.expected()), e.getMessage());
    }

    @Test
    void valuesThatOnlyGoTogetherAreAccepted() {
        new SearchSpace()
                .with("epochs", Domain.choices(List.of(50, 20), List.of(70, 30)))
                .with("optimizer", Domain.fixed(List.of("gradient-descent", "gradient-descent")))
                .check(BASE, REGISTRY);
    }

    @Test
    void unknownCommonAndRepeatedKeysAreRefused() {
        SearchSpace space = new SearchSpace().with("l2", Domain.fixed(0));
        assertTrue(refusal(space, "lerning-rate").contains("learning-rate"));
        assertTrue(refusal(space, "seed").contains("same for all trials"));
        assertTrue(refusal(space, "l2").contains("twice"));
        Domain bringsL2 = new Choices(List.of(
                new Choices.Alternative(Domain.fixed("relu"), map("l2", Domain.fixed(1))),
                new Choices.Alternative(Domain.fixed("tanh"))));
        assertThrows(NnException.Configuration.class, () -> space.with("activation", bringsL2));
        assertThrows(
                NnException.Configuration.class, () -> new Choices.Alternative(Domain.fixed(1), map("x", bringsL2)));
    }

    private static String refusal(SearchSpace space, String key) {
        return assertThrows(NnException.Configuration.class, () -> space.with(key, Domain.fixed(1)))
                .getMessage();
    }

    @Test
    void emptyRangesAreAProgrammersMistake() {
        assertThrows(IllegalArgumentException.class, () -> Domain.range(1, 1));
        assertThrows(IllegalArgumentException.class, () -> Domain.range(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> Domain.logRange(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Domain.integers(3, 3));
        assertThrows(IllegalArgumentException.class, () -> Domain.logIntegers(0, 3));
        assertThrows(IllegalArgumentException.class, () -> Domain.integers(0, Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> Domain.choices("relu"));
    }

    @Test
    void choicesThatReadAlikeHaveNumbers() {
        Choices choices = (Choices) Domain.choices("relu", 1, "1");
        assertEquals("relu", choices.label(0));
        assertEquals("1#2", choices.label(1));
        assertEquals("1#3", choices.label(2));
        assertFalse(new SearchSpace().with("l2", Domain.fixed(0)).toString().isEmpty());
    }
}
