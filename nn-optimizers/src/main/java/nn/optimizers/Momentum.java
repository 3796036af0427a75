package nn.optimizers;

import java.lang.invoke.MethodHandles;
import java.util.List;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Gradient descent with momentum, the heavy ball: past gradients are remembered and fade.
 *
 * <pre>
 * v ← μ v + g      v = 0 before the first step
 * θ ← θ − η v
 * </pre>
 *
 * <p>Source: Polyak, "Some methods of speeding up the convergence of iteration methods", USSR Computational Mathematics
 * and Mathematical Physics 4, 1964. He and Sutskever et al. (ICML 2013) put η into v; with η outside, as here and in
 * PyTorch, a changed learning rate applies at once to all that is remembered. The two agree while η stays the same.
 *
 * @param learningRate η, greater than 0
 * @param momentum μ, how much of v is kept in a step, from 0 up to, but not including, 1
 */
public record Momentum(double learningRate, double momentum) implements StepOptimizer {

    private static final String NAME = "momentum";

    /** Checks the settings. */
    public Momentum {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("momentum", momentum);
    }

    /** η = 0.01 and μ = 0.9. */
    public Momentum() {
        this(0.01);
    }

    /**
     * μ = 0.9.
     *
     * @param learningRate η, greater than 0
     */
    public Momentum(double learningRate) {
        this(learningRate, 0.9);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Velocity((float) momentum, layout);
    }

    private static final class Velocity extends NamedArrays {

        private final float momentum;
        private final float[] velocity = array("velocity");

        Velocity(float momentum, ParameterLayout layout) {
            super(layout);
            this.momentum = momentum;
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float eta = (float) learningRate;
            float mu = momentum;
            float[] v = velocity;
            for (int i = from; i < to; i++) {
                float vi = Subnormals.avoid(mu * v[i] + gradients[i]);
                v[i] = vi;
                parameters[i] -= eta * vi;
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
            super(Optimizer.class, NAME, new Momentum(), MethodHandles.lookup());
        }

        /** What people call it who mean stochastic gradient descent, momentum or not. */
        @Override
        public List<String> aliases() {
            return List.of("sgd");
        }
    }
}
