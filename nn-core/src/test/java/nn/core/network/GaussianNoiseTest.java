package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nn.core.kernel.Compute;
import nn.core.layer.GaussianNoise;
import nn.core.layer.ReferencePass;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class GaussianNoiseTest {

    private static final int ROWS = 500;
    private static final int WIDTH = 200;
    private static final RandomKey NOISE = RandomKey.of(7, Purpose.LAYER_NOISE);

    private final Network network =
            NetworkSpec.builder().layer(new GaussianNoise(1)).build(Shape.of(WIDTH), 1);

    private float[] noise(Compute compute, RandomKey key) {
        TrainingPass pass = network.newTrainingPass(compute, ROWS);
        pass.setNoise(key);
        return pass.forward(new float[ROWS * WIDTH], ROWS).clone();
    }

    /** Shares below −2, −1, 0, 1, 2 and 3 deviations, and the first four moments. */
    @Test
    void whatIsAddedIsNormal() {
        try (Compute compute = Compute.scalar()) {
            float[] n = noise(compute, NOISE);
            double[] below = {0.02275, 0.15866, 0.5, 0.84134, 0.97725, 0.99865};
            for (int z = -2; z <= 3; z++) {
                int limit = z;
                assertEquals(below[z + 2], mean(n, x -> x < limit ? 1 : 0), 4 * Math.sqrt(0.25 / n.length));
            }
            assertEquals(0, mean(n, x -> x), 4 / Math.sqrt(n.length));
            assertEquals(1, mean(n, x -> x * x), 4 * Math.sqrt(2.0 / n.length));
            assertEquals(0, mean(n, x -> x * x * x), 4 * Math.sqrt(15.0 / n.length));
            assertEquals(3, mean(n, x -> x * x * x * x), 4 * Math.sqrt(96.0 / n.length));
        }
    }

    private static double mean(float[] values, java.util.function.DoubleUnaryOperator f) {
        double sum = 0;
        for (float value : values) {
            sum += f.applyAsDouble(value);
        }
        return sum / values.length;
    }

    /** The textbook form solves Φ(z) = u; the polynomials must agree in the middle and in the tails. */
    @Test
    void thePolynomialsAreTheInverseOfTheDistribution() {
        try (Compute compute = Compute.scalar()) {
            float[] n = noise(compute, NOISE);
            double[][] exact = network.reference(new ReferencePass(new double[0], NOISE), new double[ROWS][WIDTH]);
            int tails = 0;
            for (int i = 0; i < n.length; i++) {
                double z = exact[i / WIDTH][i % WIDTH];
                assertEquals(z, n[i], 5e-7 * Math.abs(z) + 1e-9);
                tails += Math.abs(z) > 2.95 ? 1 : 0; // where −ln(1 − x²) > 5
            }
            assertTrue(tails > 100, tails + " in the tails");
        }
    }

    @Test
    void threadsChangeNothingAndStepsHaveNoiseOfTheirOwn() {
        try (Compute compute = Compute.scalar();
                Compute several = Compute.of(compute.kernel(), 3).withBlocksOf(64)) {
            assertArrayEquals(noise(compute, NOISE), noise(several, NOISE));
            assertFalse(Arrays.equals(noise(compute, NOISE), noise(compute, NOISE.with(1))));
        }
    }

    @Test
    void aPredictionHasNone() {
        try (Compute compute = Compute.scalar()) {
            float[] x = new float[2 * WIDTH];
            for (int i = 0; i < x.length; i++) {
                x[i] = i - 100;
            }
            assertArrayEquals(x, network.newInferencePass(compute, 2).infer(x, 2));
        }
    }
}
