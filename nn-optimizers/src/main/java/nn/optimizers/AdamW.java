package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * AdamW: {@link Adam} with weight decay beside the step instead of in the gradient, where Adam would divide it by √v̂.
 *
 * <pre>
 * θ ← θ − η λ θ                         weights only, not biases or scales
 * θ ← θ − η m̂ / (√v̂ + ε)                m̂, v̂ as in Adam
 * </pre>
 *
 * <p>Source: Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2.
 *
 * @param learningRate η, greater than 0
 * @param beta1 β₁, how much of m is kept in a step, from 0 up to, but not including, 1
 * @param beta2 β₂, how much of v is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0
 * @param weightDecay λ, 0 or more
 */
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements StepOptimizer {

    private static final String NAME = "adamw";

    /** Checks the settings. */
    public AdamW {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("beta1", beta1);
        Require.inHalfOpenUnitInterval("beta2", beta2);
        Require.positive("epsilon", epsilon);
        Require.notNegative("weightDecay", weightDecay);
    }

    /** Adam's η = 0.001, β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸, and λ = 0.01 as in PyTorch. */
    public AdamW() {
        this(1e-3, 0.01);
    }

    /**
     * Adam's β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸.
     *
     * @param learningRate η, greater than 0
     * @param weightDecay λ, 0 or more
     */
    public AdamW(double learningRate, double weightDecay) {
        this(learningRate, 0.9, 0.999, 1e-8, weightDecay);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return DecoupledWeightDecay.of(
                weightDecay, layout, new Adam(learningRate, beta1, beta2, epsilon).newState(layout));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Optimizer> {
        /** For the service loader. */
        public Provider() {
            super(Optimizer.class, NAME, new AdamW(), MethodHandles.lookup());
        }
    }
}
