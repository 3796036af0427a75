package nn.core.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class SearchStatisticsTest {

    @Test
    void aDensityOfNumbersHasTheAreaOne() {
        Range range = new Range(-3, 5, Scale.LINEAR);
        for (double[] centers : List.of(
                new double[0], new double[] {5}, new double[] {-3, -3, 0, 0.1, 4.9}, new double[] {1, 1, 1, 1})) {
            ParzenDensity density = new ParzenDensity(range, centers);
            int steps = 8000;
            double area = 0;
            for (int i = 0; i < steps; i++) {
                area += Math.exp(density.logAt(-3 + 8 * (i + 0.5) / steps)) * 8 / steps;
            }
            assertEquals(1, area, 1e-6);
        }
    }

    @Test
    void drawsFollowTheDensity() {
        Range range = new Range(0, 1, Scale.LINEAR);
        ParzenDensity density = new ParzenDensity(range, new double[] {0.9, 0.92, 0.94});
        RandomKey random = new RandomKey(3);
        int draws = 20_000;
        int above = 0;
        for (int i = 0; i < draws; i++) {
            above += density.draw(random.with(i)) > 0.8 ? 1 : 0;
        }
        double expected = 0;
        for (int i = 0; i < 1000; i++) {
            expected += Math.exp(density.logAt(0.8 + 0.2 * (i + 0.5) / 1000)) * 0.2 / 1000;
        }
        assertEquals(expected, (double) above / draws, 0.015);
    }

    @Test
    void sharesOfChoicesSumToOne() {
        ShareDensity density = new ShareDensity(3, new double[] {2, 2, 0});
        assertEquals(Math.log(2.0 / 6), density.logAt(0), 1e-12);
        assertEquals(Math.log(1.0 / 6), density.logAt(1), 1e-12);
        assertEquals(Math.log(3.0 / 6), density.logAt(2), 1e-12);
    }

    @Test
    void theParameterThatDecidesIsTheImportantOne() {
        SearchSpace space = new SearchSpace()
                .with("dropout", Domain.range(0, 0.5))
                .with("l2", Domain.logRange(1e-6, 1))
                .with("activation", Domain.choices("relu", "tanh"));
        List<Trial> trials =
                Play.search(new RandomSearch(200), space, 2, point -> -Math.abs(Play.decision(point, "dropout") - 0.2));
        var importance = Importance.of(trials);
        assertEquals("dropout", importance.firstEntry().getKey());
        assertTrue(importance.get("dropout") > 0.75, "" + importance);
        assertTrue(importance.get("l2") < 0.05, "" + importance);
        assertTrue(importance.get("activation") < 0.05, "" + importance);
        assertEquals(List.of(), new ArrayList<>(Importance.of(List.of()).keySet()));
    }

    @Test
    void equalScoresMakeNothingImportant() {
        SearchSpace space = new SearchSpace().with("dropout", Domain.range(0, 0.5));
        assertEquals(
                0,
                Importance.of(Play.search(new RandomSearch(9), space, 2, _ -> 1))
                        .get("dropout"));
    }

    @Test
    void theMedianRuleEndsWhatIsBelowHalfOfTheEarlierTrials() {
        MedianRule rule = new MedianRule(3, 2);
        List<FoldResult> earlier = List.of(curve(0.5, 0.6), curve(0.4, 0.7), curve(0.3, 0.9));
        assertFalse(rule.endsAt(1, 0.1, earlier), "too early");
        assertTrue(rule.endsAt(2, 0.69, earlier));
        assertFalse(rule.endsAt(2, 0.7, earlier));
        assertFalse(rule.endsAt(2, 0.1, earlier.subList(0, 2)), "too few to compare with");
        assertTrue(rule.endsAt(99, 0.69, earlier), "trials that ended count with their best");
    }

    private static FoldResult curve(double first, double second) {
        return new FoldResult(
                second,
                Optional.empty(),
                0,
                2,
                2,
                List.of(new FoldResult.Progress(1, first), new FoldResult.Progress(2, second)),
                false,
                Optional.empty());
    }
}
