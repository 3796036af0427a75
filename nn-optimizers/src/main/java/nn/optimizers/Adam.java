package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Adam: each parameter has its own step size, from running means of its gradient and of the gradient's square.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)          m = v = 0 before the first step, t = 1
 * v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
 * θ ← θ − η m̂ / (√v̂ + ε)
 * </pre>
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1. The loop computes the
 * last line with the corrections moved out of it, as the end of their section 2 suggests, but with ε taken along, so that
 * nothing but rounding differs:
 *
 * <pre>
 * θ ← θ − ηₜ m / (√v + εₜ)       ηₜ = η √(1 − β₂ᵗ) / (1 − β₁ᵗ)      εₜ = ε √(1 − β₂ᵗ)
 * </pre>
 *
 * @param learningRate η, greater than 0: about the largest change of a parameter in a step
 * @param beta1 β₁, how much of m is kept in a step, from 0 up to, but not including, 1
 * @param beta2 β₂, how much of v is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements StepOptimizer {

    private static final String NAME = "adam";

    /** Checks the settings. */
    public Adam {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("beta1", beta1);
        Require.inHalfOpenUnitInterval("beta2", beta2);
        Require.positive("epsilon", epsilon);
    }

    /** The paper's η = 0.001, β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸. */
    public Adam() {
        this(1e-3);
    }

    /**
     * The paper's β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸.
     *
     * @param learningRate η, greater than 0
     */
    public Adam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Corrected(this, layout);
    }

    private static final class Corrected extends Moments {

        private final Adam settings;

        Corrected(Adam settings, ParameterLayout layout) {
            super(settings.beta1, settings.beta2, layout);
            this.settings = settings;
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            double root = Math.sqrt(1 - StrictMath.pow(settings.beta2, (double) step));
            double rate = learningRate * root / (1 - StrictMath.pow(settings.beta1, (double) step));
            move(parameters, gradients, from, to, rate, settings.epsilon * root);
        }
    }

    /** The moments m and v, and the loop over them. */
    abstract static class Moments extends NamedArrays {

        private final double beta1;
        private final double beta2;
        private final float[] first = array("first-moment");
        private final float[] second = array("second-moment");

        Moments(double beta1, double beta2, ParameterLayout layout) {
            super(layout);
            this.beta1 = beta1;
            this.beta2 = beta2;
        }

        /** m, after {@link #move}. */
        final float[] first() {
            return first;
        }

        /**
         * One pass over m, v and {@code θ ← θ − ηₜ m / (√v + εₜ)} in plain float operations, each rounded, in the order
         * written; what the parameters share is computed in double and rounded once. The JIT compiles the loop to vectors.
         */
        final void move(
                float[] parameters, float[] gradients, int from, int to, double rateOfStep, double epsilonOfStep) {
            float rate = (float) rateOfStep;
            float epsilon = notZero(epsilonOfStep);
            float keep1 = (float) beta1;
            float keep2 = (float) beta2;
            // Not 1 − keep: the rounding of β₂ = 0.999 to float would change 1 − β₂ in its fifth digit.
            float add1 = (float) (1 - beta1);
            float add2 = (float) (1 - beta2);
            float[] m = first;
            float[] v = second;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float mi = Subnormals.avoid(keep1 * m[i] + add1 * g);
                float vi = keep2 * v[i] + add2 * Math.fma(g, g, Subnormals.TINY);
                m[i] = mi;
                v[i] = vi;
                // The square root of a float, taken in double and rounded, is the correctly rounded one.
                parameters[i] -= rate * (mi / ((float) Math.sqrt(vi) + epsilon));
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
            super(Optimizer.class, NAME, new Adam(), MethodHandles.lookup());
        }
    }
}
