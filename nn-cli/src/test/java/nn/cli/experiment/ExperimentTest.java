package nn.cli.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import nn.core.kernel.Compute;
import nn.core.spi.Registry;
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
}
