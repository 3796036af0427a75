package nn.core.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.kernel.Compute;
import nn.core.loss.Loss;
import nn.core.loss.MeanSquaredError;
import nn.core.loss.Poisson;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.model.Model;
import nn.core.network.NetworkSpec;
import nn.core.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetScaleTest {

    private static final double[] Y = {1, 2, 3, 6, 5, 1000, 5, 5};

    private static TableDataset data(double... y) {
        double[] x = new double[y.length];
        Arrays.setAll(x, i -> Math.sqrt(y[i]));
        return TableDataset.of(
                new Table(
                        "t",
                        List.of(
                                new Column.Numeric("x", x),
                                new Column.Numeric("y", y),
                                new Column.Numeric("same", new double[y.length]))),
                List.of("y", "same"));
    }

    private static TargetScale fit(TargetScaling scaling) {
        return TargetScale.fit(Split.random(data(Y.clone()), 0, 0, 1).training(), scaling);
    }

    @Test
    void targetsAreStandardizedOnTheTrainingPart() {
        Split split = Split.random(data(Y.clone()), 0.25, 0.25, 1);
        double[] training =
                Arrays.stream(split.training().rows()).mapToDouble(r -> Y[r]).toArray();
        double mean = Arrays.stream(training).average().orElseThrow();
        double variance = Arrays.stream(training)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        TargetScale scale = TargetScale.fit(split.training(), TargetScaling.STANDARDIZE);
        assertEquals(mean, scale.offset()[0], 1e-12);
        assertEquals(Math.sqrt(variance), scale.scale()[0], 1e-12);
    }

    @Test
    void theSmallestIsZeroAndTheLargestOneWithMinMax() {
        TargetScale scale = fit(TargetScaling.MIN_MAX);
        assertEquals(0, scale.toNetwork(1, 0));
        assertEquals(1, scale.toNetwork(1000, 0));
    }

    @Test
    void theQuartilesOfRobustScalesAreOneApart() {
        TargetScale scale = fit(TargetScaling.ROBUST); // 1 2 3 5 5 5 6 1000
        assertEquals(5, scale.offset()[0]);
        assertEquals(5.25 - 2.75, scale.scale()[0]);
    }

    @Test
    void logarithmsAreStandardized() {
        TargetScale scale = fit(TargetScaling.LOG);
        double[] logs = Arrays.stream(Y).map(Math::log1p).toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        assertEquals(mean, scale.offset()[0], 1e-12);
        assertEquals((Math.log1p(1000) - mean) / scale.scale()[0], scale.toNetwork(1000, 0), 1e-6);
        assertEquals(-scale.toNetwork(7, 0) - 2 * mean / scale.scale()[0], scale.toNetwork(-7, 0), 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void predictionsAreScaledBackAndAConstantTargetIsZero(TargetScaling scaling) {
        TargetScale scale = fit(scaling);
        for (double y : new double[] {-3, 0, 1, 6, 1000, 20_000}) {
            assertEquals(y, scale.fromNetwork(scale.toNetwork(y, 0), 0), 2e-6 * Math.abs(y) + 2e-4);
        }
        assertEquals(0, scale.toNetwork(0, 1));
        assertEquals(1, scale.scale()[1]);
    }

    private static Trainer trainer(Loss loss, TargetScaling scaling, Compute compute) {
        return Trainer.of(NetworkSpec.builder()
                        .dense(loss instanceof SoftmaxCrossEntropy ? 3 : 2)
                        .spec())
                .loss(loss)
                .targetScaling(scaling)
                .epochs(1)
                .compute(compute);
    }

    @ParameterizedTest
    @EnumSource
    void theModelFileKeepsTheScale(TargetScaling scaling, @TempDir Path directory) {
        Split split = Split.random(data(Y.clone()), 0, 0, 1);
        try (Compute compute = Compute.scalar()) {
            Model model =
                    trainer(new MeanSquaredError(), scaling, compute).fit(split).model();
            Path file = directory.resolve("m.safetensors");
            model.save(file);
            Model loaded = Model.load(file);
            assertEquals(scaling, loaded.preprocessing().targetScale().scaling());
            assertArrayEquals(model.predict(3.5), loaded.predict(3.5));
            // A start from the model keeps its scale, unless another is chosen.
            assertEquals(
                    scaling,
                    Trainer.of(model.network().spec())
                            .startFrom(loaded)
                            .epochs(1)
                            .compute(compute)
                            .fit(split)
                            .model()
                            .preprocessing()
                            .targetScale()
                            .scaling());
        }
    }

    @Test
    void itIsRefusedWhereTargetsMeanSomethingAsTheyAre() {
        try (Compute compute = Compute.scalar()) {
            Split split = Split.random(data(Y.clone()), 0, 0, 1);
            String message = assertThrows(
                            NnException.Configuration.class,
                            () -> trainer(new Poisson(), TargetScaling.LOG, compute)
                                    .fit(split))
                    .getMessage();
            assertTrue(message.startsWith("Target scale log does not go with loss poisson"), message);
            assertEquals(
                    TargetScaling.NONE,
                    trainer(new Poisson(), TargetScaling.NONE, compute)
                            .fit(split)
                            .model()
                            .preprocessing()
                            .targetScale()
                            .scaling());
            TableDataset classes = TableDataset.of(
                    new Table(
                            "c",
                            List.of(
                                    new Column.Numeric("x", new double[] {1, 2, 3}),
                                    new Column.Categorical("k", List.of("a", "b", "c"), new int[] {0, 1, 2}))),
                    List.of("k"));
            message = assertThrows(
                            NnException.Configuration.class,
                            () -> trainer(new SoftmaxCrossEntropy(), TargetScaling.MIN_MAX, compute)
                                    .fit(Split.random(classes, 0, 0, 1)))
                    .getMessage();
            assertTrue(message.startsWith("Target scale min-max is chosen, but c has classes"), message);
        }
    }
}
