package nn.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void aModelIsAsGoodAsItself() {
        ScoredClasses rows = SomeRows.classes(100, 3, 1);
        Comparison comparison = Comparison.of(rows, rows, Bootstrap.DEFAULT);
        assertEquals(0, comparison.main().value());
        assertFalse(comparison.main().isClear());
        assertEquals(new McNemar(0, 0), comparison.mcNemar().orElseThrow());
        assertEquals(1, comparison.mcNemar().orElseThrow().exactP());
        assertEquals(1, comparison.mcNemar().orElseThrow().chiSquaredP());
        assertEquals("Both models have the same accuracy on these rows.", comparison.verdict("A", "B"));
    }

    @Test
    void aClearDifferenceIsToldFromChance() {
        ScoredClasses rows = SomeRows.classes(200, 3, 2);
        ScoredClasses perfect = (ScoredClasses) SomeRows.perfect(rows);
        Comparison comparison = Comparison.of(rows, perfect, Bootstrap.DEFAULT);
        Difference accuracy = comparison.main();
        assertEquals(ClassMetric.ACCURACY, accuracy.metric());
        assertEquals(ClassMetric.ACCURACY.of(rows) - 1, accuracy.value());
        assertTrue(accuracy.isClear());
        Interval interval = accuracy.interval().orElseThrow();
        assertTrue(interval.contains(accuracy.value()) && interval.high() < 0, interval.toString());
        assertEquals(0, comparison.mcNemar().orElseThrow().onlyFirst());
        assertEquals("B is better by accuracy than A, by more than chance explains.", comparison.verdict("A", "B"));
        assertEquals(
                "A is better by accuracy than B, by more than chance explains.",
                Comparison.of(perfect, rows, Bootstrap.DEFAULT).verdict("A", "B"));
    }

    @Test
    void oneRowMoreOfHundredIsChance() {
        ScoredClasses rows = SomeRows.classes(100, 2, 3);
        int[] predicted = rows.predicted().clone();
        int wrong = 0;
        while (rows.isRight(wrong)) {
            wrong++;
        }
        predicted[wrong] = rows.labels()[wrong];
        ScoredClasses other =
                new ScoredClasses(rows.classes(), rows.labels(), predicted, rows.scores(), true, rows.weights());
        Comparison comparison = Comparison.of(rows, other, Bootstrap.DEFAULT);
        assertEquals(1, comparison.mcNemar().orElseThrow().exactP());
        assertEquals(
                "The 100 rows do not tell which model is better: the difference may be chance.",
                comparison.verdict("A", "B"));
    }

    @Test
    void numbersAreComparedByTheIntervalOfTheDifference() {
        ScoredValues rows = SomeRows.values(100, 1, 4);
        double[] closer = rows.predicted().clone();
        for (int i = 0; i < closer.length; i++) {
            closer[i] = (closer[i] + 2 * rows.actual()[i]) / 3;
        }
        ScoredValues better = new ScoredValues(rows.quantities(), rows.actual(), closer, rows.weights());
        Comparison comparison = Comparison.of(better, rows, Bootstrap.DEFAULT);
        assertEquals(Optional.empty(), comparison.mcNemar());
        assertTrue(comparison.main().isClear());
        assertEquals("A is better by r2 than B, by more than chance explains.", comparison.verdict("A", "B"));
        assertEquals(
                "Both models have the same r2 on these rows.",
                Comparison.of(rows, rows, Bootstrap.DEFAULT).verdict("A", "B"));
    }

    @Test
    void otherRowsCannotBeCompared() {
        ScoredClasses rows = SomeRows.classes(100, 3, 1);
        ScoredClasses others = SomeRows.classes(100, 3, 2);
        assertThrows(IllegalArgumentException.class, () -> Comparison.of(rows, others, Bootstrap.DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> McNemar.of(rows, others));
        assertThrows(
                IllegalArgumentException.class,
                () -> Comparison.of(rows, SomeRows.values(100, 1, 1), Bootstrap.DEFAULT));
    }
}
