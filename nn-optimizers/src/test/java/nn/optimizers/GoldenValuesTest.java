package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps with given gradients against PyTorch, or the paper's formula in double where it has none. */
class GoldenValuesTest {

    static List<GoldenFile> files() throws IOException {
        return GoldenFile.all("optimizers");
    }

    @Test
    void thereAreThreeFilesForEachStepOptimizer() throws IOException {
        List<String> names = StepOptimizersTest.optimizers()
                .map(optimizer -> optimizer.spec().name())
                .flatMap(name -> Stream.of(name, name, name))
                .sorted()
                .toList();
        assertEquals(
                names,
                files().stream()
                        .map(file -> Spec.parse(file.text("optimizer")).name())
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void stepsMatchPyTorch(GoldenFile file) {
        StepOptimizer optimizer =
                (StepOptimizer) Registry.load().create(Optimizer.class, Spec.parse(file.text("optimizer")));
        float[] theta = file.floats("parameters.0");
        StepOptimizer.State state = optimizer.newState(Flat.layout(theta.length));
        assertEquals(namesOfState(file), state.arrays().keySet());
        assertEquals("6", file.text("steps"));
        for (int step = 1; step <= 6; step++) {
            double learningRate = Double.parseDouble(file.text("learning-rate." + step));
            state.step(theta, file.floats("gradients." + step), 0, theta.length, step, learningRate);
            file.assertClose("parameters." + step, theta);
            for (String name : state.arrays().keySet()) {
                file.assertClose(name + "." + step, state.arrays().get(name));
            }
        }
    }

    /** What else there is for the first step. */
    private static Set<String> namesOfState(GoldenFile file) {
        return file.keys().stream()
                .filter(key -> key.endsWith(".1"))
                .map(key -> key.substring(0, key.length() - 2))
                .filter(key ->
                        !Set.of("gradients", "parameters", "learning-rate").contains(key))
                .collect(Collectors.toSet());
    }
}
