package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.layer.LayerNorm;
import nn.core.layer.ReferencePass;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class LayerNormTest {

    private static final int ROWS = 9;
    private static final int WIDTH = 37;

    private final Network network = NetworkSpec.builder().layer(new LayerNorm()).build(Shape.of(WIDTH), 1);

    private static float[] features() {
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        float[] features = new float[ROWS * WIDTH];
        for (int i = 0; i < features.length; i++) {
            features[i] = 5 + 3 * (float) random.normal(i);
        }
        return features;
    }

    @Test
    void atFirstEachRowHasMeanZeroAndVarianceOne() {
        try (Compute compute = Compute.scalar()) {
            float[] y = network.newTrainingPass(compute, ROWS).forward(features(), ROWS);
            for (int r = 0; r < ROWS; r++) {
                double sum = 0;
                double squares = 0;
                for (int u = 0; u < WIDTH; u++) {
                    sum += y[r * WIDTH + u];
                    squares += (double) y[r * WIDTH + u] * y[r * WIDTH + u];
                }
                assertEquals(0, sum / WIDTH, 1e-6);
                assertEquals(1, squares / WIDTH, 1e-5);
            }
        }
    }

    /** Sums are taken block by block where a row has more than {@link MatrixKernel#DOT_BLOCK} units. */
    @Test
    void aRowOfSeveralBlocksIsNormalizedAsTheTextbookSays() {
        int width = 2 * MatrixKernel.DOT_BLOCK + 3;
        Network wide = NetworkSpec.builder().layer(new LayerNorm()).build(Shape.of(width), 1);
        RandomKey random = RandomKey.of(2, Purpose.DATA);
        float[] x = new float[2 * width];
        double[][] rows = new double[2][width];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i % width < MatrixKernel.DOT_BLOCK ? 5 : -2) + (float) random.normal(i);
            rows[i / width][i % width] = x[i];
        }
        double[] theta = new double[wide.parameters().length];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = wide.parameters()[i];
        }
        double[][] expected = wide.reference(new ReferencePass(theta, RandomKey.of(1, Purpose.LAYER_NOISE)), rows);
        try (Compute compute = Compute.scalar()) {
            float[] y = wide.newInferencePass(compute, 2).infer(x, 2);
            for (int i = 0; i < x.length; i++) {
                assertEquals(expected[i / width][i % width], y[i], 2e-6);
            }
        }
    }

    @Test
    void aPredictionAndARowByItselfAreTheSameBits() {
        try (Compute compute = Compute.scalar();
                Compute several = Compute.of(compute.kernel(), 3).withBlocksOf(16)) {
            float[] trained = network.newTrainingPass(compute, ROWS).forward(features(), ROWS);
            assertArrayEquals(trained, network.newTrainingPass(several, ROWS).forward(features(), ROWS));
            float[] inferred = network.newInferencePass(compute, ROWS).infer(features(), ROWS);
            assertArrayEquals(trained, inferred);
            float[] last = Arrays.copyOfRange(features(), (ROWS - 1) * WIDTH, ROWS * WIDTH);
            float[] alone = network.newInferencePass(compute, 1).infer(last, 1);
            assertArrayEquals(Arrays.copyOfRange(inferred, (ROWS - 1) * WIDTH, ROWS * WIDTH), alone);
        }
    }

    @Test
    void notANumberStaysInItsRow() {
        float[] x = features();
        x[WIDTH] = Float.NaN;
        try (Compute compute = Compute.scalar()) {
            float[] y = network.newInferencePass(compute, ROWS).infer(x, ROWS);
            for (int i = 0; i < y.length; i++) {
                assertTrue(Float.isNaN(y[i]) == (i / WIDTH == 1));
            }
        }
    }
}
