package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * AdaMax: Adam with the fading maximum of the gradient's magnitude instead of the mean of its square.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g                 m = u = 0 before the first step, t = 1
 * u ← max(β₂ u, |g| + ε)
 * θ ← θ − η / (1 − β₁ᵗ) · m / u
 * </pre>
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 2; ε, as in PyTorch, keeps a
 * parameter without any gradient from 0/0.
 *
 * @param learningRate η, greater than 0
 * @param beta1 β₁, how much of m is kept in a step, from 0 up to, but not including, 1
 * @param beta2 β₂, how much of u is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0
 */
public record Adamax(double learningRate, double beta1, double beta2, double epsilon) implements StepOptimizer {

    private static final String NAME = "adamax";

    /** Checks the settings. */
    public Adamax {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("beta1", beta1);
        Require.inHalfOpenUnitInterval("beta2", beta2);
        Require.positive("epsilon", epsilon);
    }

    /** The paper's η = 0.002, β₁ = 0.9 and β₂ = 0.999, and ε = 10⁻⁸. */
    public Adamax() {
        this(2e-3);
    }

    /**
     * The paper's β₁ = 0.9 and β₂ = 0.999, and ε = 10⁻⁸.
     *
     * @param learningRate η, greater than 0
     */
    public Adamax(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new MeanAndMaximum(this, layout);
    }

    private static final class MeanAndMaximum extends NamedArrays {

        private final Adamax settings;
        private final float[] first = array("first-moment");
        private final float[] largest = array("infinity-norm");

        MeanAndMaximum(Adamax settings, ParameterLayout layout) {
            super(layout);
            this.settings = settings;
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float rate = (float) (learningRate / (1 - StrictMath.pow(settings.beta1, (double) step)));
            float keep1 = (float) settings.beta1;
            float add1 = (float) (1 - settings.beta1);
            float keep2 = (float) settings.beta2;
            float epsilon = notZero(settings.epsilon);
            float[] m = first;
            float[] u = largest;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float mi = Subnormals.avoid(keep1 * m[i] + add1 * g);
                float ui = Math.max(keep2 * u[i], Math.abs(g) + epsilon);
                m[i] = mi;
                u[i] = ui;
                parameters[i] -= rate * mi / ui;
            }
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Optimizer> {
        /** For the service loader. */
        public Provider() {
            super(Optimizer.class, NAME, new Adamax(), MethodHandles.lookup());
        }
    }
}
