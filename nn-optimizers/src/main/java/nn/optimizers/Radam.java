package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * RAdam: Adam that goes like momentum until enough gradients are seen to know their variance, and then with a step rectified for
 * it.
 *
 * <pre>
 * θ ← θ − η λ θ                                    weights only, not biases or scales
 * m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)             m, v as in Adam
 * ρ∞ = 2 / (1 − β₂) − 1
 * ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 * θ ← θ − η m̂                                      while ρₜ ≤ 5
 * θ ← θ − η r m̂ / √v̂                               later
 * r = √( (ρₜ − 4) (ρₜ − 2) ρ∞ / ((ρ∞ − 4) (ρ∞ − 2) ρₜ) )
 * </pre>
 *
 * <p>Source: Liu et al., "On the variance of the adaptive learning rate and beyond", ICLR 2020, algorithm 2. The paper rectifies
 * from ρₜ > 4 on; its authors' code and PyTorch, as here, from 5 on, and they add ε to √v. Weight decay is that of the authors'
 * code.
 *
 * @param learningRate η, greater than 0
 * @param beta1 β₁, how much of m is kept in a step, from 0 up to, but not including, 1
 * @param beta2 β₂, how much of v is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0
 * @param weightDecay λ, 0 or more
 */
public record Radam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements StepOptimizer {

    private static final String NAME = "radam";

    /** Checks the settings. */
    public Radam {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("beta1", beta1);
        Require.inHalfOpenUnitInterval("beta2", beta2);
        Require.positive("epsilon", epsilon);
        Require.notNegative("weightDecay", weightDecay);
    }

    /** The paper's η = 0.001, β₁ = 0.9 and β₂ = 0.999, ε = 10⁻⁸ and no decay. */
    public Radam() {
        this(1e-3);
    }

    /**
     * The paper's β₁ = 0.9 and β₂ = 0.999, ε = 10⁻⁸ and no decay.
     *
     * @param learningRate η, greater than 0
     */
    public Radam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8, 0);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return DecoupledWeightDecay.of(weightDecay, layout, new Rectified(this, layout));
    }

    private static final class Rectified extends Adam.Moments {

        private final Radam settings;

        Rectified(Radam settings, ParameterLayout layout) {
            super(settings.beta1, settings.beta2, layout);
            this.settings = settings;
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            double power2 = StrictMath.pow(settings.beta2, (double) step);
            double eta = learningRate / (1 - StrictMath.pow(settings.beta1, (double) step));
            double limit = 2 / (1 - settings.beta2) - 1;
            double rho = limit - 2 * step * power2 / (1 - power2);
            if (rho > 5) {
                double r = Math.sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
                double rate = eta * r * Math.sqrt(1 - power2);
                move(parameters, gradients, from, to, rate, settings.epsilon);
            } else {
                // A rate of 0 leaves θ and observes g.
                move(parameters, gradients, from, to, 0, settings.epsilon);
                float rate = (float) eta;
                float[] m = first();
                for (int i = from; i < to; i++) {
                    parameters[i] -= rate * m[i];
                }
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
            super(Optimizer.class, NAME, new Radam(), MethodHandles.lookup());
        }
    }
}
