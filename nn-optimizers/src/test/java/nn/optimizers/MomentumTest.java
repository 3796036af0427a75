package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import nn.core.NnException;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;

class MomentumTest {

    /** All numbers are exact in binary. */
    @Test
    void twoStepsByHand() {
        StepOptimizer.State state = new Momentum(0.5, 0.5).newState(Flat.layout(2));
        float[] theta = {1, -3};
        state.step(theta, new float[] {2, 4}, 0, 2, 1, 0.5);
        // v = (2, 4), θ = (1 − ½·2, −3 − ½·4)
        assertArrayEquals(new float[] {2, 4}, state.arrays().get("velocity"));
        assertArrayEquals(new float[] {0, -5}, theta);
        state.step(theta, new float[] {1, -1}, 0, 2, 2, 0.5);
        // v = (½·2 + 1, ½·4 − 1), θ = (0 − ½·2, −5 − ½·1)
        assertArrayEquals(new float[] {2, 1}, state.arrays().get("velocity"));
        assertArrayEquals(new float[] {-1, -5.5f}, theta);
    }

    @Test
    void aChangedLearningRateAppliesToWhatIsRemembered() {
        StepOptimizer.State state = new Momentum(0.5, 0.5).newState(Flat.layout(1));
        float[] theta = {1};
        state.step(theta, new float[] {2}, 0, 1, 1, 0.5);
        state.step(theta, new float[] {0}, 0, 1, 2, 0.25);
        // v = ½·2, θ = 0 − ¼·1
        assertArrayEquals(new float[] {-0.25f}, theta);
    }

    @Test
    void remembersTheVelocity() {
        assertEquals(
                Set.of("velocity"),
                new Momentum().newState(Flat.layout(3)).arrays().keySet());
    }

    @Test
    void hasDefaults() {
        assertEquals(new Momentum(0.01, 0.9), new Momentum());
        assertEquals(new Momentum(0.2, 0.9), new Momentum(0.2));
        assertEquals(new Momentum(), Registry.load().create(Optimizer.class, Spec.of("momentum")));
    }

    @Test
    void sgdIsReadButNotWritten() {
        Optimizer optimizer = Registry.load().create(Optimizer.class, Spec.parse("sgd:momentum=0"));
        assertEquals(new Momentum(0.01, 0), optimizer);
        assertEquals(
                "momentum:learning-rate=0.01,momentum=0.0", optimizer.spec().toString());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Momentum(0));
        assertThrows(IllegalArgumentException.class, () -> new Momentum(0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Momentum(0.1, -0.1));
        Spec spec = Spec.parse("momentum:momentum=1.5");
        Exception e = assertThrows(
                NnException.Configuration.class, () -> Registry.load().create(Optimizer.class, spec));
        assertEquals(
                "Setting \"momentum\" is 1.5, expected a number from 0 up to, but not including, 1.", e.getMessage());
    }
}
