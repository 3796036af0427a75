package nn.optimizers;

import java.util.List;
import java.util.SplittableRandom;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.matrix.Shape;

/** Layouts and numbers for tests in which it does not matter what the parameters mean. */
final class Flat {

    private Flat() {}

    static ParameterLayout layout(int size) {
        return new ParameterLayout(List.of(new Segment("dense1.weights", Role.WEIGHT, Shape.of(size), 0)));
    }

    /** Numbers from −1 to 1. */
    static float[] random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }
}
