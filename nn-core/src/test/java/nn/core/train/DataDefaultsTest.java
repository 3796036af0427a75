package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import nn.core.data.Targets;
import nn.core.loss.Link;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import org.junit.jupiter.api.Test;

class DataDefaultsTest {

    private static DataDefaults of(int rows, Link link) {
        return DataDefaults.of(rows, link, Optional.empty());
    }

    @Test
    void fewNumbersAreLearnedByOneWideLayerOfSmallWeights() {
        DataDefaults defaults = of(400, Link.IDENTITY);
        assertEquals(List.of(100), defaults.hidden());
        assertEquals(0.02, defaults.l2());
        assertEquals(0, defaults.dropout());
    }

    @Test
    void layersOfOnesChoiceHaveNoPriceByDefault() {
        Registry registry = Registry.load();
        Targets targets = new Targets.Values(List.of("y"));
        TrainingConfig config = TrainingConfig.defaults("y").with(settings("optimizer", "gradient-descent"), registry);
        assertEquals(
                0.02, config.forData(400, targets, registry).learning().l2().orElseThrow());
        TrainingConfig linear =
                config.with(Settings.builder().put("hidden", List.of()).build(), registry);
        assertEquals(0, linear.forData(400, targets, registry).learning().l2().orElseThrow());
        assertEquals(
                0.5,
                linear.with(settings("l2", 0.5), registry)
                        .forData(400, targets, registry)
                        .learning()
                        .l2()
                        .orElseThrow());
    }

    private static Settings settings(String key, Object value) {
        return Settings.builder().put(key, value).build();
    }

    @Test
    void manyNumbersAreNotBlurred() {
        DataDefaults defaults = of(1000, Link.IDENTITY);
        assertEquals(List.of(128, 64), defaults.hidden());
        assertEquals(0, defaults.l2());
        assertEquals(0, defaults.dropout());
    }

    @Test
    void classesAreLearnedByTwoLayers() {
        assertEquals(List.of(32, 16), of(400, Link.SOFTMAX).hidden());
        assertEquals(0, of(400, Link.SIGMOID).l2());
        assertEquals(List.of(128, 64), of(1000, Link.SOFTMAX).hidden());
        assertEquals(0.1, of(1000, Link.SIGMOID).dropout());
    }

    @Test
    void fewRowsHaveAsManyStepsAsManyRows() {
        DataDefaults defaults = of(100, Link.SOFTMAX);
        int stepsPerEpoch = Math.ceilDiv(100, defaults.batchSize());
        assertTrue(defaults.epochs() * stepsPerEpoch >= 10_000, defaults.toString());
        assertTrue(defaults.earlyStopping() * stepsPerEpoch >= 2000, defaults.toString());
    }
}
