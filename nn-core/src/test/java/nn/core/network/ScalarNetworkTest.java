package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nn.core.activation.Sigmoid;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.loss.HalfSquaredError;
import nn.core.matrix.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The smallest network with a hidden layer, in which every derivative can be written down: {@code ỹ = σ(w₂ σ(w₁ x + b₁) +
 * b₂)}. The notes' "Example to the calculation of gradient" asks for them; with
 *
 * <pre>
 * z₁ = w₁ x + b₁      a₁ = σ(z₁)      z₂ = w₂ a₁ + b₂      ỹ = σ(z₂)      σ'(z) = σ(z) (1 − σ(z))
 * </pre>
 *
 * the chain rule gives
 *
 * <pre>
 * ∂ỹ/∂b₂ = σ'(z₂)                    ∂ỹ/∂w₂ = σ'(z₂) a₁
 * ∂ỹ/∂b₁ = σ'(z₂) w₂ σ'(z₁)          ∂ỹ/∂w₁ = σ'(z₂) w₂ σ'(z₁) x
 * </pre>
 */
class ScalarNetworkTest {

    private static final double X = 0.75;
    private static final double W1 = -1.25;
    private static final double B1 = 0.5;
    private static final double W2 = 2.5;
    private static final double B2 = -0.375;

    private static final double A1 = sigmoid(W1 * X + B1);
    private static final double Y = sigmoid(W2 * A1 + B2);
    private static final double DB2 = Y * (1 - Y);
    private static final double DW2 = Y * (1 - Y) * A1;
    private static final double DB1 = Y * (1 - Y) * W2 * (A1 * (1 - A1));
    private static final double DW1 = Y * (1 - Y) * W2 * (A1 * (1 - A1)) * X;

    private static final double TOLERANCE = 1e-7;

    private final Network network = NetworkSpec.builder()
            .dense(1)
            .activation(new Sigmoid())
            .dense(1)
            .activation(new Sigmoid())
            .build(Shape.of(1), 1);

    @BeforeEach
    void setParameters() {
        set("dense1.weights", W1);
        set("dense1.bias", B1);
        set("dense2.weights", W2);
        set("dense2.bias", B2);
    }

    /** dỹ/dỹ = 1 goes in, the derivatives of ỹ come out. */
    @Test
    void backpropagationGivesTheDerivativesOfTheOutput() {
        try (Compute compute = Compute.scalar()) {
            TrainingPass pass = network.newTrainingPass(compute, 1);
            float[] x = {(float) X};
            assertEquals(Y, pass.forward(x, 1)[0], TOLERANCE);
            pass.logitGradient()[0] = 1;
            pass.backward(x);
            assertGradients(pass, 1);
        }
    }

    /** {@code L = ½(ỹ − y)²} multiplies all four by {@code dL/dỹ = ỹ − y}. */
    @Test
    void backpropagationGivesTheDerivativesOfTheLoss() {
        double target = -1.5;
        Batch batch = new Batch(1, 1, new Targets.Values(List.of("y")));
        batch.resize(1);
        batch.features()[0] = (float) X;
        batch.values()[0] = (float) target;
        try (Compute compute = Compute.scalar()) {
            TrainingPass pass = network.newTrainingPass(compute, 1);
            float[] output = pass.forward(batch.features(), 1);
            double loss =
                    new HalfSquaredError().valueAndGradient(compute.kernel(), batch, output, pass.logitGradient());
            assertEquals(0.5 * (Y - target) * (Y - target), loss, 10 * TOLERANCE);
            assertEquals(Y - target, pass.logitGradient()[0], 10 * TOLERANCE);
            pass.backward(batch.features());
            assertGradients(pass, Y - target);
        }
    }

    private void assertGradients(TrainingPass pass, double factor) {
        assertEquals(factor * DW1, gradient(pass, "dense1.weights"), TOLERANCE);
        assertEquals(factor * DB1, gradient(pass, "dense1.bias"), TOLERANCE);
        assertEquals(factor * DW2, gradient(pass, "dense2.weights"), TOLERANCE);
        assertEquals(factor * DB2, gradient(pass, "dense2.bias"), TOLERANCE);
    }

    private double gradient(TrainingPass pass, String name) {
        return pass.gradients()[network.layout().segment(name).from()];
    }

    private void set(String name, double value) {
        network.parameters()[network.layout().segment(name).from()] = (float) value;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
}
