package nn.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void hasTheMomentsAndBinsOfItsNumbers() {
        float[] values = {99, 0, 1, 2, 99, 16, 99};
        Distribution d = Distribution.of(values, List.of(new Span(1, 4), new Span(5, 6)));
        assertEquals(4.75, d.mean(), 1e-12);
        assertEquals(Math.sqrt((0 + 1 + 4 + 256) / 4.0 - 4.75 * 4.75), d.deviation(), 1e-12);
        assertEquals(Math.sqrt((0 + 1 + 4 + 256) / 4.0), d.rootMeanSquare(), 1e-12);
        assertEquals(0, d.min());
        assertEquals(16, d.max());
        assertEquals(List.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), d.histogram());
    }

    @Test
    void equalNumbersShareOneBin() {
        Distribution d = Distribution.of(new float[] {0.3f, 0.3f, 0.3f}, List.of(new Span(0, 3)));
        assertEquals(0, d.deviation(), 1e-8);
        assertEquals(3, d.histogram().getFirst());
        assertEquals(2, Collections.frequency(d.histogram(), 3) + Collections.frequency(d.histogram(), 0) - 14);
    }

    @Test
    void notANumberShowsInAllFigures() {
        Distribution d = Distribution.of(new float[] {1, Float.NaN, 3}, List.of(new Span(0, 3)));
        assertTrue(Double.isNaN(d.mean()) && Double.isNaN(d.deviation()));
        assertTrue(Double.isNaN(d.min()) && Double.isNaN(d.max()));
    }
}
