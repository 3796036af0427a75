package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;

class AdamTest {

    @Test
    void twoStepsByHand() {
        StepOptimizer.State state = new Adam(0.5, 0.5, 0.75, 0.25).newState(Flat.layout(1));
        Map<String, float[]> moments = state.arrays();
        float[] theta = {1};
        state.step(theta, new float[] {2}, 0, 1, 1, 0.5);
        // m = ½·2 = 1, v = ¼·4 = 1; m̂ = 1/½ = 2, v̂ = 1/¼ = 4; θ = 1 − ½·2/(2 + ¼) = 5/9
        assertArrayEquals(new float[] {1}, moments.get("first-moment"));
        assertArrayEquals(new float[] {1}, moments.get("second-moment"));
        assertEquals(5.0 / 9, theta[0], 1e-7);
        state.step(theta, new float[] {-1}, 0, 1, 2, 0.5);
        // m = ½·1 − ½·1 = 0, v = ¾·1 + ¼·1 = 1; m̂ = 0
        assertArrayEquals(new float[] {0}, moments.get("first-moment"));
        assertArrayEquals(new float[] {1}, moments.get("second-moment"));
        assertEquals(5.0 / 9, theta[0], 1e-7);
    }

    @Test
    void theFirstStepGoesByTheLearningRateHoweverLargeTheGradient() {
        StepOptimizer.State state = new Adam().newState(Flat.layout(4));
        float[] theta = new float[4];
        state.step(theta, new float[] {1e-3f, -1, 1e3f, -1e9f}, 0, 4, 1, 1e-3);
        // m̂ = g and √v̂ = |g|, so that only ε = 10⁻⁸ tells 10⁻³ from the rest.
        assertEquals(-1e-3 * 1e-3 / (1e-3 + 1e-8), theta[0], 2e-10);
        assertEquals(1e-3, theta[1], 2e-10);
        assertEquals(-1e-3, theta[2], 2e-10);
        assertEquals(1e-3, theta[3], 2e-10);
    }

    /** Algorithm 1 of Kingma and Ba (2015), line by line in double. */
    @Test
    void followsAlgorithm1() {
        int n = 37;
        Adam adam = new Adam(0.003, 0.9, 0.999, 1e-3);
        double[] m = new double[n];
        double[] v = new double[n];
        double[] expected = new double[n];
        StepOptimizer.State state = adam.newState(Flat.layout(n));
        float[] theta = new float[n];
        for (int t = 1; t <= 200; t++) {
            float[] g = Flat.random(n, t);
            state.step(theta, g, 0, n, t, adam.learningRate());
            for (int i = 0; i < n; i++) {
                m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * g[i];
                v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * ((double) g[i] * g[i]);
                double mHat = m[i] / (1 - StrictMath.pow(adam.beta1(), t));
                double vHat = v[i] / (1 - StrictMath.pow(adam.beta2(), t));
                expected[i] -= adam.learningRate() * mHat / (Math.sqrt(vHat) + adam.epsilon());
                assertEquals(m[i], state.arrays().get("first-moment")[i], 1e-6);
                assertEquals(v[i], state.arrays().get("second-moment")[i], 1e-6);
                assertEquals(expected[i], theta[i], 1e-6, "step " + t + ", parameter " + i);
            }
        }
    }

    @Test
    void aParameterWithoutGradientStaysHoweverSmallEpsilonIs() {
        StepOptimizer.State state = new Adam(1e-3, 0.9, 0.999, 1e-300).newState(Flat.layout(2));
        float[] theta = {3, -4};
        for (int step = 1; step <= 3; step++) {
            state.step(theta, new float[2], 0, 2, step, 1e-3);
        }
        assertArrayEquals(new float[] {3, -4}, theta);
    }

    @Test
    void theCorrectionsFadeInLongRuns() {
        StepOptimizer.State state = new Adam().newState(Flat.layout(1));
        state.arrays().get("first-moment")[0] = 0.5f;
        state.arrays().get("second-moment")[0] = 0.25f;
        float[] theta = {0};
        state.step(theta, new float[] {0.5f}, 0, 1, 10_000_000_000L, 1e-3);
        assertEquals(-1e-3, theta[0], 2e-10);
    }

    @Test
    void remembersBothMoments() {
        assertEquals(
                Set.of("first-moment", "second-moment"),
                new Adam().newState(Flat.layout(3)).arrays().keySet());
    }

    @Test
    void hasTheDefaultsOfThePaper() {
        assertEquals(new Adam(1e-3, 0.9, 0.999, 1e-8), new Adam());
        assertEquals(new Adam(0.2, 0.9, 0.999, 1e-8), new Adam(0.2));
        Registry registry = Registry.load();
        assertEquals(new Adam(), registry.create(Optimizer.class, Spec.of("adam")));
        assertEquals(
                new Adam(1e-3, 0.8, 0.999, 1e-7),
                registry.create(Optimizer.class, Spec.parse("adam:beta1=0.8,epsilon=1e-7")));
        assertEquals(
                "adam:learning-rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8",
                new Adam().spec().toString());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Adam(-1));
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 1, 0.999, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 0.9, 1, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 0.9, 0.999, 0));
    }
}
