package nn.optimizers;

import java.lang.invoke.MethodHandles;
import nn.core.layer.ParameterLayout;
import nn.core.optim.Optimizer;
import nn.core.optim.StepOptimizer;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * AdaGrad: the more a parameter's gradients add up, the smaller its steps become.
 *
 * <pre>
 * s ← s + g²      s = 0 before the first step
 * θ ← θ − η g / (√s + ε)
 * </pre>
 *
 * <p>Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", Journal of
 * Machine Learning Research 12, 2011, figure 1 with the diagonal matrix, where ε is called δ.
 *
 * @param learningRate η, greater than 0
 * @param epsilon ε, greater than 0
 */
public record Adagrad(double learningRate, double epsilon) implements StepOptimizer {

    private static final String NAME = "adagrad";

    /** Checks the settings. */
    public Adagrad {
        Require.positive("learningRate", learningRate);
        Require.positive("epsilon", epsilon);
    }

    /** η = 0.01 and ε = 10⁻¹⁰, as in PyTorch; the paper leaves both open. */
    public Adagrad() {
        this(0.01);
    }

    /**
     * ε = 10⁻¹⁰.
     *
     * @param learningRate η, greater than 0
     */
    public Adagrad(double learningRate) {
        this(learningRate, 1e-10);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Sum(this, layout);
    }

    private static final class Sum extends NamedArrays {

        private final float[] sum = array("sum-of-squares");
        private final float epsilon;

        Sum(Adagrad settings, ParameterLayout layout) {
            super(layout);
            epsilon = notZero(settings.epsilon);
        }

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float eta = (float) learningRate;
            float eps = epsilon;
            float[] s = sum;
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float si = Math.fma(g, g, s[i]);
                s[i] = si;
                parameters[i] -= eta * g / ((float) Math.sqrt(si) + eps);
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
            super(Optimizer.class, NAME, new Adagrad(), MethodHandles.lookup());
        }
    }
}
