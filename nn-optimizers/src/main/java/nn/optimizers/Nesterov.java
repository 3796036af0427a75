package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Gradient descent with Nesterov's momentum: the gradient is taken where the momentum is about to lead.
 *
 * <pre>
 * v ← μ v + g      v = 0 before the first step
 * θ ← θ − η (g + μ v)
 * </pre>
 *
 * <p>Source: Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k²)", Doklady
 * Akademii Nauk SSSR 269, 1983, in the form of Sutskever, Martens, Dahl and Hinton, "On the importance of initialization
 * and momentum in deep learning", ICML 2013, equations 3 and 4: {@code u ← μ u − η ∇f(ψ + μ u)}, {@code ψ ← ψ + u}. Here,
 * as in PyTorch, θ is the point ψ + μ u at which they take the gradient, and u = −η v; while η stays the same, the two
 * agree.
 *
 * @param learningRate η, greater than 0
 * @param momentum μ, how much of v is kept in a step, from 0 up to, but not including, 1
 */
public record Nesterov(double learningRate, double momentum) implements StepOptimizer {

    private static final String NAME = "nesterov";

    /** Checks the settings. */
    public Nesterov {
        Require.positive("learningRate", learningRate);
        Require.inHalfOpenUnitInterval("momentum", momentum);
    }

    /** η = 0.01 and μ = 0.9. */
    public Nesterov() {
        this(0.01);
    }

    /**
     * μ = 0.9.
     *
     * @param learningRate η, greater than 0
     */
    public Nesterov(double learningRate) {
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
                float g = gradients[i];
                float vi = Subnormals.avoid(mu * v[i] + g);
                v[i] = vi;
                parameters[i] -= eta * (g + mu * vi);
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
            super(Optimizer.class, NAME, new Nesterov(), MethodHandles.lookup());
        }
    }
}
