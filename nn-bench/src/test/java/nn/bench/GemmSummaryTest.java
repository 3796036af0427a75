package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nn.bench.GemmResult.Rate;
import org.junit.jupiter.api.Test;

class GemmSummaryTest {

    private static GemmResult result(String product, double ours, double... theirs) {
        List<Rate> natives = Arrays.stream(theirs)
                .mapToObj(rate -> new Rate("native", rate, 2 * rate))
                .toList();
        return new GemmResult(
                Product.of(List.of(product)).getFirst(), 100, List.of(new Rate("ours", ours, 2 * ours)), natives);
    }

    @Test
    void aKernelIsComparedWithTheFastestNativeLibrary() {
        GemmResult result = result("2x2x2", 30, 20, 60, 40);
        assertEquals(0.5, result.ratio(result.kernels().getFirst()).orElseThrow());
        assertEquals(30, result.percentOfPeak(result.kernels().getFirst()));
    }

    @Test
    void theMeanOfHalfAndDoubleIsOne() {
        GemmSummary summary = GemmSummary.of("ours", List.of(result("2x2x2", 10, 20), result("3x3x3", 20, 10)))
                .orElseThrow();
        assertEquals(1, summary.geometricMean(), 1e-12);
        assertEquals(0.5, summary.worst());
        assertEquals("2x2x2:NN", summary.worstProduct().toString());
        assertEquals(2, summary.products());
    }

    @Test
    void withoutNativeLibrariesThereIsNothingToSumUp() {
        GemmResult result = result("2x2x2", 10);
        assertTrue(result.ratio(result.kernels().getFirst()).isEmpty());
        assertEquals(Optional.empty(), GemmSummary.of("ours", List.of(result)));
    }

    @Test
    void theRateFollowsFromOperationsAndSeconds() {
        Rate rate = Rate.of("ours", 4e9, new Samples(2, 1, 4));
        assertEquals(2, rate.median());
        assertEquals(4, rate.best());
    }
}
