package nn.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.statistics.NormalQuantile;
import org.junit.jupiter.api.Test;

class QuantileCoverageTest {

    /** Normal targets around 3, with the quantiles of a distribution of some deviation. */
    private static List<QuantileCoverage> coverage(double deviation) {
        ScoredValues drawn = SomeRows.values(2000, 1, 1);
        List<PredictedQuantile> quantiles = IntStream.of(10, 50, 90)
                .mapToObj(percent -> {
                    double[] values = new double[drawn.rows()];
                    Arrays.fill(values, 3 + deviation * NormalQuantile.of(percent / 100.0));
                    return new PredictedQuantile(percent / 100.0, values);
                })
                .toList();
        ScoredValues rows =
                new ScoredValues(drawn.quantities(), drawn.actual(), drawn.predicted(), drawn.weights(), quantiles);
        return QuantileCoverage.of(rows, Bootstrap.DEFAULT);
    }

    @Test
    void rightQuantilesAreInTheIntervalsOfWhatIsObserved() {
        for (QuantileCoverage coverage : coverage(1)) {
            assertTrue(coverage.interval().orElseThrow().contains(coverage.expected()), coverage.toString());
        }
    }

    @Test
    void aSpreadThatIsTooSmallIsFoundOut() {
        List<QuantileCoverage> tooNarrow = coverage(0.7);
        assertTrue(tooNarrow.getFirst().observed() > 0.15, tooNarrow.toString());
        assertFalse(tooNarrow.getFirst().interval().orElseThrow().contains(0.1), tooNarrow.toString());
        assertFalse(tooNarrow.getLast().interval().orElseThrow().contains(0.9), tooNarrow.toString());
    }

    @Test
    void aTargetOnTheQuantileCountsHalf() {
        ScoredValues rows = new ScoredValues(
                List.of("y"),
                new double[] {1, 2, 3, 4},
                new double[4],
                new double[] {1, 1, 1, 1},
                List.of(new PredictedQuantile(0.5, new double[] {2, 2, 2, 2})));
        assertEquals(
                1.5 / 4, QuantileCoverage.of(rows, Bootstrap.DEFAULT).getFirst().observed());
    }
}
