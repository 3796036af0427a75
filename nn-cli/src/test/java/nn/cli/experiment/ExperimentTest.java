package nn.cli.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import nn.core.kernel.Compute;
import nn.core.spi.Registry;
import nn.core.train.LearningRateFinder;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static final Registry REGISTRY = Registry.load();

    static Outcome run(Experiment experiment) {
        try (Compute compute = Compute.scalar()) {
            return experiment.run(new Experiment.Setting(REGISTRY, compute, 1, step -> {}));
        }
    }

    private static double number(List<Object> row, int column) {
        return (double) row.get(column);
    }

    @Test
    void namesAreDifferent() {
        List<String> names = Experiment.all().stream().map(Experiment::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void signalsKeepTheirVarianceWithTheWeightsMadeForTheActivation() {
        Outcome outcome = run(new SignalPropagation(6, 64, 256));
        assertEquals(9, outcome.summary().rows().size());
        assertEquals(9 * 6, outcome.data().rows().size());
        assertEquals(6, outcome.figure().panels().size());
        for (List<Object> row : outcome.summary().rows()) {
            double forward = number(row, 3) / number(row, 2);
            double backward = number(row, 4) / number(row, 5);
            switch (row.get(0) + " " + row.get(1)) {
                case "relu he-normal" -> {
                    assertTrue(forward > 0.3 && forward < 3, row::toString);
                    assertTrue(backward > 0.3 && backward < 3, row::toString);
                }
                // tanh shrinks a little what its weights keep.
                case "tanh glorot-normal" -> {
                    assertTrue(forward > 0.1 && forward < 1, row::toString);
                    assertTrue(backward > 0.05 && backward < 1, row::toString);
                }
                case "relu standard-normal" -> assertTrue(forward > 1e5 && backward > 1e5, row::toString);
                case "sigmoid glorot-normal" -> assertTrue(backward < 1e-4, row::toString);
                default -> {}
            }
        }
    }

    @Test
    void everyElementwiseActivationIsCompared() {
        Outcome outcome = run(new ActivationComparison(1, 8, 2, 1));
        assertTrue(outcome.summary().rows().size() >= 6);
        assertEquals(2 * outcome.summary().rows().size(), outcome.data().rows().size());
        for (int i = 1; i < outcome.summary().rows().size(); i++) {
            assertTrue(number(outcome.summary().rows().get(i - 1), 1)
                    <= number(outcome.summary().rows().get(i), 1));
        }
    }

    @Test
    void oneHiddenLayerOfSigmoidsComesCloserThanEpsilonAndCloserWithMoreUnits() {
        Outcome outcome = run(new UniversalApproximation(List.of(
                new UniversalApproximation.Target(
                        CubeFunction.SINE_WITH_KINK,
                        201,
                        0.01,
                        List.of(1, 2, 4, 8),
                        2,
                        "levenberg-marquardt:damping=0.001",
                        500),
                new UniversalApproximation.Target(
                        CubeFunction.FRANKE, 31, 0.05, List.of(4, 8, 16, 32), 1, "l-bfgs:memory=20", 500))));
        List<List<Object>> rows = outcome.summary().rows();
        assertEquals(8, rows.size());
        for (int i = 1; i < 8; i++) {
            if (i != 4) {
                assertTrue(number(rows.get(i), 2) < number(rows.get(i - 1), 2), rows::toString);
            }
        }
        assertTrue(number(rows.get(3), 3) <= 0.01, rows::toString);
        assertTrue(number(rows.get(7), 3) <= 0.05, rows::toString);
        assertTrue(outcome.reading().contains("come closer than ε = 0.01"), outcome.reading());
    }

    @Test
    void aNetworkThatExplodesLearnsWithBatchNormalization() {
        List<List<Object>> rows =
                run(new ExplodingGradients(6, 64, 2)).summary().rows();
        assertEquals(4, rows.size());
        assertTrue(!(number(rows.get(0), 6) > 0.2), rows::toString);
        assertTrue((int) rows.get(1).get(4) > 0, rows::toString);
        assertTrue(number(rows.get(2), 6) > 0.5, rows::toString);
        assertTrue(number(rows.get(3), 6) > 0.8, rows::toString);
        assertTrue(number(rows.get(0), 2) > 1e3 * number(rows.get(2), 2), rows::toString);
    }

    @Test
    void theErrorIsTheLargestBetweenThePoints() {
        GridData grid = new GridData(CubeFunction.FRANKE, 4);
        assertEquals(16, grid.rows());
        assertEquals(16, grid.dataset().rows());
        double[] row = new double[3];
        grid.dataset().read(7, row);
        assertEquals(List.of(1.0, 1 / 3.0, 1.0), List.of(row[0], row[1], row[2]));
        assertEquals(CubeFunction.FRANKE.at(1, 1 / 3.0), grid.dataset().value(7, 0));
        assertEquals(0.5, CubeFunction.SINE_WITH_KINK.at(1), 1e-12);
    }

    @Test
    void theLearningRateGrowsUntilTheLossExplodes() {
        Outcome outcome = run(new LearningRateRange(new LearningRateFinder(1e-4, 100, 40)));
        for (List<Object> row : outcome.summary().rows()) {
            assertTrue(number(row, 1) < number(row, 3), row::toString);
        }
        assertTrue(number(outcome.summary().rows().get(3), 1)
                < number(outcome.summary().rows().get(0), 1));
    }
}
