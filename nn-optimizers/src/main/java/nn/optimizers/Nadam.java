package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * NAdam: Adam with Nesterov's momentum, whose μ rises from about β₁/2 to β₁.
 *
 * <pre>
 * μₜ = β₁ (1 − ½ · 0.96^(ψ t))          m = v = 0 before the first step, t = 1
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²                v̂ = v / (1 − β₂ᵗ)
 * θ ← θ − η ( (1 − μₜ) g / (1 − Π_{i≤t} μᵢ) + μₜ₊₁ m / (1 − Π_{i≤t+1} μᵢ) ) / (√v̂ + ε)
 * </pre>
 *
 * <p>Source: Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016, algorithm 2, with the μₜ of its experiments; in
 * m, β₁ stays the same, as in PyTorch. As in {@link Adam}, the corrections are moved out of the loop.
 *
 * @param learningRate η, greater than 0
 * @param beta1 β₁, how much of m is kept in a step, from 0 up to, but not including, 1
 * @param beta2 β₂, how much of v is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0
 * @param momentumDecay ψ, how fast μ rises, greater than 0
 */
public record Nadam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
        implements StepOptimizer {

    private static final String NAME = "nadam";

    /** Checks the settings. */
    public Nadam {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("beta1", beta1);
        Require.inHalfOpenUnitInterval("beta2", beta2);
        Require.positive("epsilon", epsilon);
        Require.positive("momentumDecay", momentumDecay);
    }

    /** η = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and ψ = 0.004, as in PyTorch; ψ is the paper's. */
    public Nadam() {
        this(2e-3);
    }

    /**
     * β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and ψ = 0.004.
     *
     * @param learningRate η, greater than 0
     */
    public Nadam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8, 4e-3);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Moments(this, layout);
    }

    private static final class Moments extends NamedArrays {

        private final Nadam settings;
        private final float[] first = array("first-moment");
        private final float[] second = array("second-moment");
        private long multiplied;
        private double product = 1;

        Moments(Nadam settings, ParameterLayout layout) {
            super(layout);
            this.settings = settings;
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            double root = Math.sqrt(1 - StrictMath.pow(settings.beta2, (double) step));
            double mus = product(step);
            double next = mu(step + 1);
            float rateOfGradient = (float) (learningRate * root * (1 - mu(step)) / (1 - mus));
            float rateOfMean = (float) (learningRate * root * next / (1 - mus * next));
            float epsilon = notZero(settings.epsilon * root);
            float keep1 = (float) settings.beta1;
            float keep2 = (float) settings.beta2;
            float add1 = (float) (1 - settings.beta1);
            float add2 = (float) (1 - settings.beta2);
            float[] m = first;
            float[] v = second;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float mi = Subnormals.avoid(keep1 * m[i] + add1 * g);
                float vi = keep2 * v[i] + add2 * Math.fma(g, g, Subnormals.TINY);
                m[i] = mi;
                v[i] = vi;
                parameters[i] -= (rateOfGradient * g + rateOfMean * mi) / ((float) Math.sqrt(vi) + epsilon);
            }
        }

        private double mu(long t) {
            return settings.beta1 * (1 - 0.5 * StrictMath.pow(0.96, settings.momentumDecay * t));
        }

        /** Π_{i≤t} μᵢ, continued from the last call; in a resumed training it begins anew and comes to the same bits. */
        private synchronized double product(long t) {
            if (t < multiplied) {
                multiplied = 0;
                product = 1;
            }
            while (multiplied < t) {
                multiplied++;
                product *= mu(multiplied);
            }
            return product;
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
            super(Optimizer.class, NAME, new Nadam(), MethodHandles.lookup());
        }
    }
}
