package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.matrix.Shape;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every step optimizer promises. */
class StepOptimizersTest {

    private static final int SIZE = 1009;
    private static final int STEPS = 5;
    private static final ParameterLayout BIAS =
            new ParameterLayout(List.of(new Segment("dense1.bias", Role.BIAS, Shape.of(SIZE), 0)));

    static Stream<StepOptimizer> optimizers() {
        Registry registry = Registry.load();
        return registry.providers(Optimizer.class).stream()
                .map(provider -> registry.create(Optimizer.class, Spec.of(provider.name())))
                .filter(StepOptimizer.class::isInstance)
                .map(StepOptimizer.class::cast);
    }

    /** And those whose settings choose other loops. */
    static Stream<StepOptimizer> variants() {
        return Stream.concat(
                optimizers(),
                Stream.of(
                        new RmsProp(1e-3, 0.9, 1e-8, true),
                        new Lion(1e-4, 0.9, 0.99, 0.5),
                        new Radam(1e-3, 0.9, 0.99, 1e-8, 0.5)));
    }

    @Test
    void allAreFound() {
        List<String> names =
                optimizers().map(optimizer -> optimizer.spec().name()).toList();
        assertEquals(
                List.of(
                        "adadelta",
                        "adagrad",
                        "adam",
                        "adamax",
                        "adamw",
                        "amsgrad",
                        "gradient-descent",
                        "lion",
                        "momentum",
                        "nadam",
                        "nesterov",
                        "radam",
                        "rmsprop",
                        "rprop"),
                names);
    }

    /** Long enough for the JIT to compile the loop with vectors, while ranges of one element never use any. */
    @ParameterizedTest
    @MethodSource("variants")
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
    @MethodSource("variants")
    void nothingOutsideTheRangeIsTouchedAndNoGradient(StepOptimizer optimizer) {
        StepOptimizer.State state = optimizer.newState(Flat.layout(SIZE));
        float[] theta = Flat.random(SIZE, 1);
        float[] gradients = Flat.random(SIZE, 2);
        Map<String, float[]> start = new TreeMap<>();
        state.arrays().forEach((name, array) -> start.put(name, array.clone()));
        state.step(theta, gradients, 100, 900, 1, optimizer.learningRate());
        assertArrayEquals(Flat.random(SIZE, 2), gradients);
        float[] before = Flat.random(SIZE, 1);
        for (int i = 0; i < SIZE; i++) {
            boolean inside = i >= 100 && i < 900;
            assertEquals(inside, theta[i] != before[i], "parameter " + i);
            int index = i;
            List<String> changed = state.arrays().keySet().stream()
                    .filter(name -> state.arrays().get(name)[index] != start.get(name)[index])
                    .toList();
            assertEquals(inside && !start.isEmpty(), !changed.isEmpty(), "state of parameter " + i);
        }
    }

    /** 0/0 would be NaN. */
    @ParameterizedTest
    @MethodSource("variants")
    void aParameterThatHasNeverHadAGradientStays(StepOptimizer optimizer) {
        StepOptimizer.State state = optimizer.newState(BIAS);
        float[] theta = Flat.random(SIZE, 1);
        for (int step = 1; step <= STEPS; step++) {
            state.step(theta, new float[SIZE], 0, SIZE, step, optimizer.learningRate());
        }
        assertArrayEquals(Flat.random(SIZE, 1), theta);
    }

    /** A gradient that is not a number makes a parameter that is not, so that training ends with a message. */
    @ParameterizedTest
    @MethodSource("variants")
    void notANumberIsNotHidden(StepOptimizer optimizer) {
        StepOptimizer.State state = optimizer.newState(Flat.layout(SIZE));
        float[] theta = Flat.random(SIZE, 1);
        float[] gradients = Flat.random(SIZE, 2);
        gradients[7] = Float.NaN;
        state.step(theta, gradients, 0, SIZE, 1, optimizer.learningRate());
        for (int i = 0; i < SIZE; i++) {
            assertEquals(i == 7, Float.isNaN(theta[i]), "parameter " + i);
        }
    }

    /** The curvatures are 1, 10 and 100; the learning rate falls to 0, so that all can come to rest. */
    @ParameterizedTest
    @MethodSource("variants")
    void findsTheBottomOfABowl(StepOptimizer optimizer) {
        StepOptimizer.State state = optimizer.newState(Flat.layout(3));
        float[] theta = {2, -2, 2};
        int steps = 4000;
        for (int step = 1; step <= steps; step++) {
            float[] gradients = {theta[0], 10 * theta[1], 100 * theta[2]};
            double rate = switch (optimizer) {
                case Adadelta _ -> 1; // as in the paper
                case Adagrad _ -> 0.5; // whose steps shrink by themselves
                default -> 0.01;
            };
            state.step(theta, gradients, 0, 3, step, rate * (steps - step) / steps);
        }
        for (float value : theta) {
            assertEquals(0, value, 0.01, optimizer + ": " + Arrays.toString(theta));
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
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
