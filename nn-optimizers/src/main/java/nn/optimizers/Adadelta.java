package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * AdaDelta: steps as large as the recent ones, relative to recent gradients, so that units match and no learning rate is needed.
 *
 * <pre>
 * v ← ρ v + (1 − ρ) g²                  v = u = 0 before the first step
 * δ = √(u + ε) / √(v + ε) · g
 * u ← ρ u + (1 − ρ) δ²
 * θ ← θ − η δ                           η = 1 in the paper
 * </pre>
 *
 * <p>Source: Zeiler, "ADADELTA: an adaptive learning rate method", 2012, algorithm 1.
 *
 * @param learningRate η, greater than 0
 * @param decay ρ, how much of the means is kept in a step, from 0 up to, but not including, 1
 * @param epsilon ε, greater than 0; sets how large the first steps are
 */
public record Adadelta(double learningRate, double decay, double epsilon) implements StepOptimizer {

    private static final String NAME = "adadelta";

    /** Checks the settings. */
    public Adadelta {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("decay", decay);
        Require.positive("epsilon", epsilon);
    }

    /** The paper's η = 1, ρ = 0.95 and ε = 10⁻⁶. */
    public Adadelta() {
        this(1);
    }

    /**
     * The paper's ρ = 0.95 and ε = 10⁻⁶.
     *
     * @param learningRate η, greater than 0
     */
    public Adadelta(double learningRate) {
        this(learningRate, 0.95, 1e-6);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Means(this, layout);
    }

    private static final class Means extends NamedArrays {

        private final float[] squares = array("second-moment");
        private final float[] changes = array("squared-changes");
        private final float keep;
        private final float add;
        private final float epsilon;

        Means(Adadelta settings, ParameterLayout layout) {
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
            float[] v = squares;
            float[] u = changes;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float vi = rho * v[i] + rest * Math.fma(g, g, Subnormals.TINY);
                float ui = u[i];
                float change = (float) Math.sqrt(ui + eps) / (float) Math.sqrt(vi + eps) * g;
                v[i] = vi;
                u[i] = rho * ui + rest * (change * change);
                parameters[i] -= eta * change;
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
            super(Optimizer.class, NAME, new Adadelta(), MethodHandles.lookup());
        }
    }
}
