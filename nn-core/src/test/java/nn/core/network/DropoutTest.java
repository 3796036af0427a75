package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import nn.core.kernel.Compute;
import nn.core.layer.Dropout;
import nn.core.matrix.Shape;
import org.junit.jupiter.api.Test;

/** What dropout does in training is shown by the gradient check. */
class DropoutTest {

    @Test
    void aPredictionIsNotChanged() {
        Network network = NetworkSpec.builder().layer(new Dropout(0.4)).build(Shape.of(3), 1);
        float[] x = {1, -2, 3, -4, 5, -6};
        try (Compute compute = Compute.scalar()) {
            assertArrayEquals(x, network.newInferencePass(compute, 2).infer(x, 2));
        }
    }
}
