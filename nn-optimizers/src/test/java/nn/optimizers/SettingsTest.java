package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nn.core.NnException;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Registry REGISTRY = Registry.load();

    /** Names and defaults are a promise to files and to those who compare with the papers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            adadelta | learning-rate=1.0,decay=0.95,epsilon=1.0E-6
            adagrad  | learning-rate=0.01,epsilon=1.0E-10
            adamax   | learning-rate=0.002,beta1=0.9,beta2=0.999,epsilon=1.0E-8
            adamw    | learning-rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8,weight-decay=0.01
            amsgrad  | learning-rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8
            lion     | learning-rate=1.0E-4,beta1=0.9,beta2=0.99,weight-decay=0.0
            nadam    | learning-rate=0.002,beta1=0.9,beta2=0.999,epsilon=1.0E-8,momentum-decay=0.004
            radam    | learning-rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8,weight-decay=0.0
            rmsprop  | learning-rate=0.001,decay=0.9,epsilon=1.0E-8,centered=false
            rprop    | learning-rate=0.01,grow=1.2,shrink=0.5,smallest=1.0E-6,largest=50.0
            """)
    void theDefaultsArePromises(String name, String settings) {
        StepOptimizer optimizer = (StepOptimizer) REGISTRY.create(Optimizer.class, Spec.of(name));
        assertEquals(name + ":" + settings, optimizer.spec().toString());
        assertEquals(optimizer, REGISTRY.create(Optimizer.class, optimizer.spec()));
        assertTrue(settings.startsWith("learning-rate=" + optimizer.learningRate() + ","), optimizer.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adadelta:learning-rate=0",
                "adadelta:decay=1",
                "adadelta:epsilon=0",
                "adagrad:learning-rate=-1",
                "adagrad:epsilon=NaN",
                "adamax:beta1=1",
                "adamax:beta2=-0.1",
                "adamax:epsilon=0",
                "adamw:weight-decay=-0.1",
                "adamw:weight-decay=Infinity",
                "amsgrad:beta1=1",
                "lion:weight-decay=NaN",
                "lion:beta2=1.5",
                "nadam:momentum-decay=0",
                "radam:beta2=1",
                "rmsprop:decay=1",
                "rmsprop:centered=yes",
                "rprop:grow=1",
                "rprop:shrink=1",
                "rprop:largest=1e-7",
                "rprop:smallest=0"
            })
    void whatMakesNoSenseIsRefused(String text) {
        Spec spec = Spec.parse(text);
        NnException.Configuration e =
                assertThrows(NnException.Configuration.class, () -> REGISTRY.create(Optimizer.class, spec));
        String setting = text.substring(text.indexOf(':') + 1, text.indexOf('='));
        assertTrue(e.getMessage().contains("\"" + setting + "\""), e.getMessage());
    }

    @Test
    void onlyRpropNeedsAllRows() {
        assertTrue(new Rprop().needsAllRows());
        assertFalse(new Adam().needsAllRows());
    }

    /** The steps in θ are scaled, those that grow and shrink are not. */
    @Test
    void aScheduleScalesTheStepsOfRprop() {
        StepOptimizer.State state = new Rprop(0.25).newState(Flat.layout(1));
        float[] theta = {1};
        state.step(theta, new float[] {3}, 0, 1, 1, 0.125);
        assertEquals(0.875f, theta[0]);
        assertEquals(0.25f, state.arrays().get("step-size")[0]);
    }
}
