package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertEquals(3, new Samples(9, 1, 3).median());
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertEquals(4, new Samples(9, 1, 5, 3).median());
    }

    @Test
    void theShortestTimeIsTheBest() {
        Samples samples = new Samples(9, 1, 5, 3);
        assertEquals(1, samples.best());
        assertEquals(9, samples.worst());
    }

    /** As the comparison takes them: of 20 000 sorted times the one with index 10 000, and the one with index 19 800. */
    @Test
    void aQuantileIsTheTimeThatTheShareStaysBelow() {
        Samples samples =
                new Samples(IntStream.range(0, 20_000).mapToDouble(i -> i).toArray());
        assertEquals(10_000, samples.quantile(0.50));
        assertEquals(19_800, samples.quantile(0.99));
        assertEquals(19_999, samples.quantile(1));
    }

    @Test
    void noTimesAreRefused() {
        assertThrows(IllegalArgumentException.class, Samples::new);
    }
}
