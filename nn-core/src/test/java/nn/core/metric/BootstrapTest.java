package nn.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nn.core.random.RandomKey;
import nn.core.statistics.NormalQuantile;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final int SIMULATIONS = 1000;

    /**
     * Rows are drawn again and again from a population whose figures are known, and the share of the intervals that hold them is
     * counted. The standard error of a share of 0.95 of 1000 is 0.007.
     */
    @Test
    void aboutNinetyFiveOfHundredIntervalsHoldTheFigureOfThePopulation() {
        int rows = 100;
        List<Metric> metrics =
                List.of(ValueMetric.R2, ValueMetric.RMSE, ValueMetric.MAE, ValueMetric.MEDIAN_ABSOLUTE_ERROR);
        // Targets are normal with variance 1, errors with deviation 0.5.
        double[] truth = {0.75, 0.5, 0.5 * Math.sqrt(2 / Math.PI), 0.5 * NormalQuantile.of(0.75)};
        int[] held = new int[metrics.size()];
        for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
            ScoredRows drawn = SomeRows.values(rows, 1, simulation);
            List<Estimate> estimates = new Bootstrap(400, simulation, 0.95).estimate(drawn, metrics);
            for (int m = 0; m < held.length; m++) {
                held[m] += estimates.get(m).interval().orElseThrow().contains(truth[m]) ? 1 : 0;
            }
        }
        assertCoverage(held);
    }

    @Test
    void aboutNinetyFiveOfHundredIntervalsHoldTheAccuracyAndTheAreaOfThePopulation() {
        int rows = 150;
        List<Metric> metrics = List.of(ClassMetric.ACCURACY, ClassMetric.ROC_AUC, ClassMetric.BRIER);
        int[] held = new int[metrics.size()];
        double[] truth = new double[metrics.size()];
        ScoredClasses population = calibrated(400_000, 0);
        for (int m = 0; m < truth.length; m++) {
            truth[m] = metrics.get(m).of(population);
        }
        for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
            List<Estimate> estimates =
                    new Bootstrap(400, simulation, 0.95).estimate(calibrated(rows, 1 + simulation), metrics);
            for (int m = 0; m < held.length; m++) {
                held[m] += estimates.get(m).interval().orElseThrow().contains(truth[m]) ? 1 : 0;
            }
        }
        assertCoverage(held);
    }

    private static void assertCoverage(int[] held) {
        for (int count : held) {
            double coverage = (double) count / SIMULATIONS;
            assertTrue(coverage >= 0.92 && coverage <= 0.97, "coverage " + Arrays.toString(held));
        }
    }

    /** Two classes, the second with a uniform probability that is told. */
    private static ScoredClasses calibrated(int rows, long seed) {
        RandomKey random = SomeRows.random(seed);
        int[] labels = new int[rows];
        int[] predicted = new int[rows];
        float[] scores = new float[2 * rows];
        double[] weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            float p = random.with(2).uniform(row);
            labels[row] = random.with(3).uniform(row) < p ? 1 : 0;
            predicted[row] = p > 0.5f ? 1 : 0;
            scores[2 * row] = 1 - p;
            scores[2 * row + 1] = p;
            weights[row] = 1;
        }
        return new ScoredClasses(List.of("no", "yes"), labels, predicted, scores, true, weights);
    }

    @Test
    void theSeedDeterminesTheIntervals() {
        ScoredRows rows = SomeRows.classes(80, 3, 1);
        List<Estimate> first = new Bootstrap(200, 1, 0.95).estimate(rows, rows.metrics());
        assertEquals(first, new Bootstrap(200, 1, 0.95).estimate(rows, rows.metrics()));
        assertNotEquals(first, new Bootstrap(200, 2, 0.95).estimate(rows, rows.metrics()));
    }

    @Test
    void aHigherLevelIsAWiderInterval() {
        ScoredRows rows = SomeRows.values(80, 1, 1);
        Interval narrow = interval(rows, 0.5);
        Interval wide = interval(rows, 0.99);
        assertTrue(wide.low() < narrow.low() && narrow.high() < wide.high(), wide + " " + narrow);
    }

    private static Interval interval(ScoredRows rows, double level) {
        return new Bootstrap(500, 1, level)
                .estimate(rows, List.of(ValueMetric.RMSE))
                .getFirst()
                .interval()
                .orElseThrow();
    }

    /** All of 15 right would mean [1, 1] by resampling; an accuracy of 0.782 gives that once in 40 times. */
    @Test
    void rowsThatAreAllRightDoNotMakeTheAccuracyCertain() {
        ScoredRows rows = SomeRows.perfect(SomeRows.classes(15, 2, 1));
        Estimate accuracy =
                Bootstrap.DEFAULT.estimate(rows, List.of(ClassMetric.ACCURACY)).getFirst();
        assertEquals(1, accuracy.value());
        assertEquals(0.7820, accuracy.interval().orElseThrow().low(), 1e-4);
        assertEquals(1, accuracy.interval().orElseThrow().high());
        Estimate area =
                Bootstrap.DEFAULT.estimate(rows, List.of(ClassMetric.ROC_AUC)).getFirst();
        assertEquals(1, area.value());
        assertEquals(Optional.empty(), area.interval());
        assertTrue(area.remark().contains("alike"), area.remark());
    }

    @Test
    void aFigureThatIsNotDefinedIsNoNumberAndSaysWhy() {
        ScoredRows rows =
                new ScoredValues(List.of("y"), new double[] {5, 5, 5}, new double[] {4, 5, 6}, new double[] {1, 1, 1});
        Estimate r2 = Bootstrap.DEFAULT.estimate(rows, List.of(ValueMetric.R2)).getFirst();
        assertTrue(Double.isNaN(r2.value()));
        assertEquals(Optional.empty(), r2.interval());
        assertEquals("needs a target that varies", r2.remark());
    }

    /** No resample holds a larger error than the rows do. */
    @Test
    void theLargestErrorHasNoInterval() {
        Estimate largest = Bootstrap.DEFAULT
                .estimate(SomeRows.values(50, 1, 1), List.of(ValueMetric.MAX_ERROR))
                .getFirst();
        assertEquals(Optional.empty(), largest.interval());
        assertEquals("other rows may go further", largest.remark());
    }

    @Test
    void manyRowsAreDrawnLessOften() {
        assertEquals(1000, Bootstrap.DEFAULT.within(20_000).resamples());
        assertEquals(400, Bootstrap.DEFAULT.within(50_000).resamples());
        assertEquals(200, Bootstrap.DEFAULT.within(10_000_000).resamples());
        assertEquals(0, new Bootstrap(0, 1, 0.95).within(50_000).resamples());
    }

    @Test
    void withoutResamplesThereAreValuesOnly() {
        ScoredRows rows = SomeRows.values(20, 1, 1);
        for (Estimate estimate : new Bootstrap(0, 1, 0.95).estimate(rows, rows.metrics())) {
            assertEquals(Optional.empty(), estimate.interval());
            assertEquals(estimate.metric().hasInterval(), estimate.remark().isEmpty());
            assertEquals(estimate.metric().of(rows), estimate.value());
        }
    }
}
