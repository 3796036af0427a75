package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.matrix.Shape;
import nn.core.optim.StepOptimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecoupledWeightDecayTest {

    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Segment("dense1.weights", Role.WEIGHT, Shape.of(2, 3), 0),
            new Segment("dense1.bias", Role.BIAS, Shape.of(3), 6),
            new Segment("batchnorm1.scale", Role.SCALE, Shape.of(3), 9),
            new Segment("batchnorm1.shift", Role.BIAS, Shape.of(3), 12),
            new Segment("dense2.weights", Role.WEIGHT, Shape.of(3, 2), 15)));

    static Stream<StepOptimizer> decaying() {
        return Stream.of(new AdamW(0.5, 0.5), new Lion(0.5, 0.9, 0.99, 0.5), new Radam(0.5, 0.9, 0.999, 1e-8, 0.5));
    }

    /** Without a gradient nothing but the decay moves a parameter. All numbers are exact in binary. */
    @ParameterizedTest
    @MethodSource("decaying")
    void shrinksWeightsAndNothingElse(StepOptimizer optimizer) {
        StepOptimizer.State state = optimizer.newState(LAYOUT);
        float[] theta = new float[21];
        Arrays.fill(theta, 4);
        state.step(theta, new float[21], 0, 21, 1, 0.5);
        float[] expected = {3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3};
        assertArrayEquals(expected, theta);
        // Half the learning rate, half the decay; and only in the range.
        state.step(theta, new float[21], 4, 17, 2, 0.25);
        float less = 3 - 3 / 8f;
        expected = new float[] {3, 3, 3, 3, less, less, 4, 4, 4, 4, 4, 4, 4, 4, 4, less, less, 3, 3, 3, 3};
        assertArrayEquals(expected, theta);
    }

    @Test
    void reachesEveryBlockOfALongRange() {
        int size = 20_000;
        StepOptimizer.State state = new AdamW(0.5, 0.5).newState(Flat.layout(size));
        float[] theta = new float[size];
        Arrays.fill(theta, 4);
        state.step(theta, new float[size], 0, size, 1, 0.5);
        for (float value : theta) {
            assertEquals(3, value);
        }
    }

    @Test
    void withoutDecayAdamWIsAdam() {
        int size = 101;
        StepOptimizer.State decoupled = new AdamW(0.01, 0).newState(Flat.layout(size));
        StepOptimizer.State adam = new Adam(0.01).newState(Flat.layout(size));
        float[] expected = Flat.random(size, 1);
        float[] theta = Flat.random(size, 1);
        for (int step = 1; step <= 5; step++) {
            adam.step(expected, Flat.random(size, step), 0, size, step, 0.01);
            decoupled.step(theta, Flat.random(size, step), 0, size, step, 0.01);
        }
        assertArrayEquals(expected, theta);
    }
}
