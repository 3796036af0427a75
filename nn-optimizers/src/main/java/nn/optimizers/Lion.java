package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Lion: all parameters go the same distance, by the sign of a mean of gradients.
 *
 * <pre>
 * θ ← θ − η λ θ                                    weights only, not biases or scales
 * θ ← θ − η sign(β₁ m + (1 − β₁) g)                m = 0 before the first step
 * m ← β₂ m + (1 − β₂) g
 * </pre>
 *
 * <p>Source: Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023, program 1 (algorithm 2). Since every step is
 * as long as the learning rate, it wants a rate 3 to 10 times smaller, and a decay that much larger, than AdamW.
 *
 * @param learningRate η, greater than 0: the change of each parameter in a step
 * @param beta1 β₁, the weight of m in the direction, from 0 up to, but not including, 1
 * @param beta2 β₂, how much of m is kept in a step, from 0 up to, but not including, 1
 * @param weightDecay λ, 0 or more
 */
public record Lion(double learningRate, double beta1, double beta2, double weightDecay) implements StepOptimizer {

    private static final String NAME = "lion";

    /** Checks the settings. */
    public Lion {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("beta1", beta1);
        Require.inHalfOpenUnitInterval("beta2", beta2);
        Require.notNegative("weightDecay", weightDecay);
    }

    /** The paper's β₁ = 0.9 and β₂ = 0.99; η = 10⁻⁴ and no decay as in its authors' code. */
    public Lion() {
        this(1e-4);
    }

    /**
     * The paper's β₁ = 0.9 and β₂ = 0.99, no decay.
     *
     * @param learningRate η, greater than 0
     */
    public Lion(double learningRate) {
        this(learningRate, 0.9, 0.99, 0);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return DecoupledWeightDecay.of(weightDecay, layout, new Mean(this, layout));
    }

    private static final class Mean extends NamedArrays {

        private final Lion settings;
        private final float[] first = array("first-moment");

        Mean(Lion settings, ParameterLayout layout) {
            super(layout);
            this.settings = settings;
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float eta = (float) learningRate;
            float keep1 = (float) settings.beta1;
            float add1 = (float) (1 - settings.beta1);
            float keep2 = (float) settings.beta2;
            float add2 = (float) (1 - settings.beta2);
            float[] m = first;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float mi = m[i];
                parameters[i] -= eta * Math.signum(keep1 * mi + add1 * g);
                m[i] = Subnormals.avoid(keep2 * mi + add2 * g);
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
            super(Optimizer.class, NAME, new Lion(), MethodHandles.lookup());
        }
    }
}
