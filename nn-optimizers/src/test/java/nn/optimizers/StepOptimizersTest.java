package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every step optimizer promises, with its default settings. */
class StepOptimizersTest {

    private static final int SIZE = 1009;
    private static final int STEPS = 5;

    static Stream<StepOptimizer> optimizers() {
        Registry registry = Registry.load();
        return registry.providers(Optimizer.class).stream()
                .map(provider -> registry.create(Optimizer.class, Spec.of(provider.name())))
                .filter(StepOptimizer.class::isInstance)
                .map(StepOptimizer.class::cast);
    }

    @Test
    void allAreFound() {
        List<String> names =
                optimizers().map(optimizer -> optimizer.spec().name()).toList();
        assertTrue(names.containsAll(List.of("adam", "gradient-descent", "momentum", "nesterov")), names::toString);
    }

    /** Long enough for the JIT to compile the loop with vectors, while ranges of one element never use any. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void rangesMayBeCutAnywhere(StepOptimizer optimizer) {
        List<float[]> expected = run(optimizer, new int[] {0, SIZE});
        for (int repetition = 0; repetition < 500; repetition++) {
            assertSameBits(expected, run(optimizer, new int[] {0, SIZE}));
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int repetition = 0; repetition < 100; repetition++) {
            int[] cuts = random.ints(random.nextInt(1, 20), 0, SIZE + 1).toArray();
            cuts = Arrays.copyOf(cuts, cuts.length + 2);
            cuts[cuts.length - 1] = SIZE;
            Arrays.sort(cuts);
            assertSameBits(expected, run(optimizer, cuts));
        }
        int[] single = new int[SIZE + 1];
        Arrays.setAll(single, i -> i);
        assertSameBits(expected, run(optimizer, single));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void nothingOutsideTheRangeIsTouchedAndNoGradient(StepOptimizer optimizer) {
        StepOptimizer.State state = optimizer.newState(Flat.layout(SIZE));
        float[] theta = Flat.random(SIZE, 1);
        float[] gradients = Flat.random(SIZE, 2);
        state.step(theta, gradients, 100, 900, 1, optimizer.learningRate());
        assertArrayEquals(Flat.random(SIZE, 2), gradients);
        float[] before = Flat.random(SIZE, 1);
        for (int i = 0; i < SIZE; i++) {
            boolean inside = i >= 100 && i < 900;
            assertEquals(inside, theta[i] != before[i], "parameter " + i);
            for (float[] array : state.arrays().values()) {
                assertEquals(inside, array[i] != 0, "state of parameter " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anotherStateGoesOnFromTheArrays(StepOptimizer optimizer) {
        StepOptimizer.State first = optimizer.newState(Flat.layout(SIZE));
        float[] theta = Flat.random(SIZE, 0);
        for (int step = 1; step <= STEPS; step++) {
            first.step(theta, Flat.random(SIZE, step), 0, SIZE, step, optimizer.learningRate());
        }
        float[] resumed = theta.clone();
        StepOptimizer.State second = optimizer.newState(Flat.layout(SIZE));
        assertEquals(first.arrays().keySet(), second.arrays().keySet());
        second.arrays().forEach((name, array) -> {
            assertEquals(SIZE, array.length, name);
            assertSame(array, second.arrays().get(name), name);
            System.arraycopy(first.arrays().get(name), 0, array, 0, SIZE);
        });
        for (int step = STEPS + 1; step <= 2 * STEPS; step++) {
            first.step(theta, Flat.random(SIZE, step), 0, SIZE, step, optimizer.learningRate());
            second.step(resumed, Flat.random(SIZE, step), 0, SIZE, step, optimizer.learningRate());
        }
        assertArrayEquals(theta, resumed);
    }

    /** Parameters and state after some steps, each done in ranges between neighbouring cuts. */
    private static List<float[]> run(StepOptimizer optimizer, int[] cuts) {
        StepOptimizer.State state = optimizer.newState(Flat.layout(SIZE));
        float[] theta = Flat.random(SIZE, 0);
        for (int step = 1; step <= STEPS; step++) {
            float[] gradients = Flat.random(SIZE, step);
            for (int c = 1; c < cuts.length; c++) {
                state.step(theta, gradients, cuts[c - 1], cuts[c], step, optimizer.learningRate());
            }
        }
        List<float[]> arrays = new ArrayList<>(state.arrays().values());
        arrays.add(theta);
        return arrays;
    }

    private static void assertSameBits(List<float[]> expected, List<float[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
        }
    }
}
