package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * AMSGrad: Adam whose steps are divided by the largest second moment so far, so that they cannot grow again and it converges
 * where Adam does not.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g                 m = v = w = 0 before the first step, t = 1
 * v ← β₂ v + (1 − β₂) g²
 * w ← max(w, v)
 * θ ← θ − η / (1 − β₁ᵗ) · m / (√(w / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Source: Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018, algorithm 2, with Adam's corrections of the
 * start, which the paper leaves out, as in PyTorch. As in {@link Adam}, they are moved out of the loop.
 *
 * @param learningRate η, greater than 0
 * @param beta1 β₁, how much of m is kept in a step, from 0 up to, but not including, 1
 * @param beta2 β₂, how much of v is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0
 */
public record Amsgrad(double learningRate, double beta1, double beta2, double epsilon) implements StepOptimizer {

    private static final String NAME = "amsgrad";

    /** Checks the settings. */
    public Amsgrad {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("beta1", beta1);
        Require.inHalfOpenUnitInterval("beta2", beta2);
        Require.positive("epsilon", epsilon);
    }

    /** Adam's η = 0.001, β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸. */
    public Amsgrad() {
        this(1e-3);
    }

    /**
     * Adam's β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸.
     *
     * @param learningRate η, greater than 0
     */
    public Amsgrad(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Moments(this, layout);
    }

    private static final class Moments extends NamedArrays {

        private final Amsgrad settings;
        private final float[] first = array("first-moment");
        private final float[] second = array("second-moment");
        private final float[] largest = array("largest-second-moment");

        Moments(Amsgrad settings, ParameterLayout layout) {
            super(layout);
            this.settings = settings;
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            double root = Math.sqrt(1 - StrictMath.pow(settings.beta2, (double) step));
            float rate = (float) (learningRate * root / (1 - StrictMath.pow(settings.beta1, (double) step)));
            float epsilon = notZero(settings.epsilon * root);
            float keep1 = (float) settings.beta1;
            float keep2 = (float) settings.beta2;
            float add1 = (float) (1 - settings.beta1);
            float add2 = (float) (1 - settings.beta2);
            float[] m = first;
            float[] v = second;
            float[] w = largest;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float mi = Subnormals.avoid(keep1 * m[i] + add1 * g);
                float vi = keep2 * v[i] + add2 * Math.fma(g, g, Subnormals.TINY);
                float wi = Math.max(w[i], vi);
                m[i] = mi;
                v[i] = vi;
                w[i] = wi;
                parameters[i] -= rate * mi / ((float) Math.sqrt(wi) + epsilon);
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
            super(Optimizer.class, NAME, new Amsgrad(), MethodHandles.lookup());
        }
    }
}
