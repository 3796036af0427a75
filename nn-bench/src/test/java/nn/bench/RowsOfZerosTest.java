package nn.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import nn.core.activation.Relu;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.matrix.Shape;
import nn.core.network.InferencePass;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.simd.VectorKernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single row may leave out the weights that meet its zeros; it must not show, not even where a weight is no number. */
class RowsOfZerosTest {

    private static final int INPUTS = 101;

    private static final NetworkSpec SPEC =
            NetworkSpec.builder().dense(83).activation(new Relu()).dense(7).spec();

    @ParameterizedTest
    @ValueSource(floats = {1, 0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE})
    void bitsAreThoseOfAllWeights(float weight) {
        Random random = new Random(7);
        Network network = SPEC.build(Shape.of(INPUTS), 3);
        network.parameters()[2 * 83 + 5] = weight;
        for (double zeros : new double[] {0, 0.3, 0.8, 1}) {
            float[] row = new float[INPUTS];
            for (int i = 0; i < INPUTS; i++) {
                row[i] = random.nextDouble() >= zeros ? (float) random.nextGaussian() : random.nextBoolean() ? 0 : -0f;
            }
            row[2] = 0;
            float[] expected = logits(network, new ScalarKernel(), row, false);
            assertArrayEquals(expected, logits(network, new VectorKernel(), row, false));
            assertArrayEquals(expected, logits(network, new VectorKernel(), row, true));
            assertTrue(Float.isFinite(weight) == Float.isFinite(expected[0]), Arrays.toString(expected));
        }
    }

    private static float[] logits(Network network, MatrixKernel kernel, float[] row, boolean isFinal) {
        try (Compute compute = Compute.of(kernel, 1)) {
            InferencePass pass = network.newInferencePass(compute, 1);
            if (isFinal) {
                pass.parametersAreFinal();
            }
            return Arrays.copyOf(pass.infer(row, 1), 7);
        }
    }
}
