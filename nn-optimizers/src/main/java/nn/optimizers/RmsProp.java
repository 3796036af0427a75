package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * RMSProp: the gradient divided by the root of the running mean of its square, or, centered, by its running standard deviation.
 *
 * <pre>
 * v ← ρ v + (1 − ρ) g²                             m = v = 0 before the first step
 * θ ← θ − η g / (√v + ε)
 *
 * m ← ρ m + (1 − ρ) g                              centered
 * θ ← θ − η g / (√(v − m²) + ε)
 * </pre>
 *
 * <p>Source: Tieleman and Hinton, "Neural networks for machine learning", lecture 6.5, 2012; centered: Graves, "Generating
 * sequences with recurrent neural networks", 2013, equations 38 to 41, without its momentum, and with ε outside the root as in
 * PyTorch.
 *
 * @param learningRate η, greater than 0
 * @param decay ρ, how much of the means is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0
 * @param centered whether to subtract the square of the mean
 */
public record RmsProp(double learningRate, double decay, double epsilon, boolean centered) implements StepOptimizer {

    private static final String NAME = "rmsprop";

    /** Checks the settings. */
    public RmsProp {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("decay", decay);
        Require.positive("epsilon", epsilon);
    }

    /** The lecture's η = 0.001 and ρ = 0.9, ε = 10⁻⁸, not centered. */
    public RmsProp() {
        this(1e-3);
    }

    /**
     * The lecture's ρ = 0.9, ε = 10⁻⁸, not centered.
     *
     * @param learningRate η, greater than 0
     */
    public RmsProp(double learningRate) {
        this(learningRate, 0.9, 1e-8, false);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return centered ? new Centered(this, layout) : new Plain(this, layout);
    }

    private static final class Plain extends NamedArrays {

        private final float[] second = array("second-moment");
        private final float keep;
        private final float add;
        private final float epsilon;

        Plain(RmsProp settings, ParameterLayout layout) {
            super(layout);
            keep = (float) settings.decay;
            add = (float) (1 - settings.decay);
            epsilon = notZero(settings.epsilon);
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float eta = (float) learningRate;
            float rho = keep;
            float rest = add;
            float eps = epsilon;
            float[] v = second;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float vi = rho * v[i] + rest * Math.fma(g, g, Subnormals.TINY);
                v[i] = vi;
                parameters[i] -= eta * g / ((float) Math.sqrt(vi) + eps);
            }
        }
    }

    private static final class Centered extends NamedArrays {

        private final float[] first = array("first-moment");
        private final float[] second = array("second-moment");
        private final float keep;
        private final float add;
        private final float epsilon;

        Centered(RmsProp settings, ParameterLayout layout) {
            super(layout);
            keep = (float) settings.decay;
            add = (float) (1 - settings.decay);
            epsilon = notZero(settings.epsilon);
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float eta = (float) learningRate;
            float rho = keep;
            float rest = add;
            float eps = epsilon;
            float[] m = first;
            float[] v = second;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float mi = rho * m[i] + rest * g;
                float vi = rho * v[i] + rest * Math.fma(g, g, Subnormals.TINY);
                m[i] = mi;
                v[i] = vi;
                // Rounding may leave v a little below m².
                float variance = Math.max(vi - mi * mi, 0);
                parameters[i] -= eta * g / ((float) Math.sqrt(variance) + eps);
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
            super(Optimizer.class, NAME, new RmsProp(), MethodHandles.lookup());
        }
    }
}
