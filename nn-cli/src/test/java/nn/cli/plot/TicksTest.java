package nn.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import nn.cli.plot.Axis.Scale;
import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void linearAxesHaveRoundNumbersAroundTheValues() {
        assertEquals(
                List.of("0", "2", "4", "6", "8", "10"),
                Ticks.of(Scale.LINEAR, DoubleStream.of(1, 9.5)).labels());
        assertEquals(
                List.of("−0.4", "−0.2", "0.0", "0.2", "0.4", "0.6"),
                Ticks.of(Scale.LINEAR, DoubleStream.of(-0.35, 0.6)).labels());
        Ticks ticks = Ticks.of(Scale.LINEAR, DoubleStream.of(1, 9.5));
        assertEquals(0.25, ticks.place(2.5));
    }

    @Test
    void logarithmicAxesHavePowersOfTen() {
        Ticks ticks = Ticks.of(Scale.LOGARITHMIC, DoubleStream.of(0.002, 30, -1, 0, Double.NaN));
        assertEquals(List.of("10⁻³", "10⁻²", "10⁻¹", "1", "10", "10²"), ticks.labels());
        assertEquals(0.6, ticks.place(1), 1e-12);
        assertTrue(!ticks.hasPlace(0) && !ticks.hasPlace(Double.NaN) && ticks.hasPlace(5));
        assertEquals(
                List.of("1", "2·1", "5·1", "10"),
                Ticks.of(Scale.LOGARITHMIC, DoubleStream.of(1.5, 9)).labels());
    }

    @Test
    void manyDecadesDoNotCrowd() {
        Ticks ticks = Ticks.of(Scale.LOGARITHMIC, DoubleStream.of(1e-30, 1e5));
        assertTrue(ticks.labels().size() <= 8, ticks.labels()::toString);
    }

    @Test
    void equalOrNoValuesHaveAnAxisToo() {
        for (DoubleStream values :
                List.of(DoubleStream.of(3, 3), DoubleStream.empty(), DoubleStream.of(0), DoubleStream.of(-7))) {
            Ticks ticks = Ticks.of(Scale.LINEAR, values);
            assertTrue(ticks.max() > ticks.min() && ticks.labels().size() >= 2, ticks::toString);
        }
        assertEquals(
                List.of("1", "2·1", "5·1", "10"),
                Ticks.of(Scale.LOGARITHMIC, DoubleStream.of(0)).labels());
    }
}
