package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;

class NesterovTest {

    /** All numbers are exact in binary. */
    @Test
    void twoStepsByHand() {
        StepOptimizer.State state = new Nesterov(0.5, 0.5).newState(Flat.layout(2));
        float[] theta = {1, -3};
        state.step(theta, new float[] {2, 4}, 0, 2, 1, 0.5);
        // v = (2, 4), θ = (1 − ½(2 + ½·2), −3 − ½(4 + ½·4))
        assertArrayEquals(new float[] {2, 4}, state.arrays().get("velocity"));
        assertArrayEquals(new float[] {-0.5f, -6}, theta);
        state.step(theta, new float[] {1, -1}, 0, 2, 2, 0.5);
        // v = (½·2 + 1, ½·4 − 1), θ = (−½ − ½(1 + ½·2), −6 − ½(−1 + ½·1))
        assertArrayEquals(new float[] {2, 1}, state.arrays().get("velocity"));
        assertArrayEquals(new float[] {-1.5f, -5.75f}, theta);
    }

    /** Equations 3 and 4 of Sutskever et al. (2013) on f(ψ) = 3ψ² + ψ: our θ is their ψ + μu. */
    @Test
    void isTheFormOfSutskeverInAnotherVariable() {
        double eta = 0.02;
        double mu = 0.9;
        double psi = 2;
        double u = 0;
        StepOptimizer.State state = new Nesterov(eta, mu).newState(Flat.layout(1));
        float[] theta = {2};
        for (int step = 1; step <= 30; step++) {
            u = mu * u - eta * (6 * (psi + mu * u) + 1);
            psi += u;
            state.step(theta, new float[] {6 * theta[0] + 1}, 0, 1, step, eta);
            assertEquals(psi + mu * u, theta[0], 2e-6, "step " + step);
            assertEquals(u, -eta * state.arrays().get("velocity")[0], 2e-6, "step " + step);
        }
    }

    @Test
    void remembersTheVelocity() {
        assertEquals(
                Set.of("velocity"),
                new Nesterov().newState(Flat.layout(3)).arrays().keySet());
    }

    @Test
    void hasDefaults() {
        assertEquals(new Nesterov(0.01, 0.9), new Nesterov());
        assertEquals(new Nesterov(0.2, 0.9), new Nesterov(0.2));
        assertEquals(new Nesterov(), Registry.load().create(Optimizer.class, Spec.of("nesterov")));
        assertEquals(
                "nesterov:learning-rate=0.01,momentum=0.9",
                new Nesterov().spec().toString());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Nesterov(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Nesterov(0.1, 1));
    }
}
