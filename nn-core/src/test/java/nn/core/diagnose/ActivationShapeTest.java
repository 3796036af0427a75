package nn.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nn.core.activation.ElementwiseActivation;
import nn.core.activation.Elu;
import nn.core.activation.Identity;
import nn.core.activation.LeakyRelu;
import nn.core.activation.Relu;
import nn.core.activation.Sigmoid;
import nn.core.activation.Tanh;
import nn.core.kernel.ScalarKernel;
import org.junit.jupiter.api.Test;

class ActivationShapeTest {

    private static ActivationShape of(ElementwiseActivation f) {
        return ActivationShape.of(f, new ScalarKernel());
    }

    @Test
    void sigmoidAndTanhLevelOff() {
        assertEquals(new ActivationShape(0.25f, true), of(new Sigmoid()));
        assertEquals(new ActivationShape(1, true), of(new Tanh()));
    }

    @Test
    void whatGoesOnToOneSideDoesNot() {
        assertEquals(new ActivationShape(1, false), of(new Relu()));
        assertFalse(of(new LeakyRelu()).levelsOff());
        assertFalse(of(new Elu()).levelsOff());
        assertTrue(of(new Identity()).largestSlope() == 1 && !of(new Identity()).levelsOff());
    }
}
