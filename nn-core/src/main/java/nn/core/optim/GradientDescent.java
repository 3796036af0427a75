package nn.core.optim;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.TreeMap;
import nn.core.layer.ParameterLayout;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Plain gradient descent, {@code θ ← θ − η g}. Source: Hjorth-Jensen, "Setting up the back propagation algorithm, part 3".
 *
 * @param learningRate η
 */
public record GradientDescent(double learningRate) implements StepOptimizer {

    private static final String NAME = "gradient-descent";

    /** Checks the learning rate. */
    public GradientDescent {
        Require.positive("learningRate", learningRate);
    }

    /** η = 0.1. */
    public GradientDescent() {
        this(0.1);
    }

    @Override
    public State newState(ParameterLayout layout) {
        return new Memoryless();
    }

    private static final class Memoryless implements State {

        @Override
        public void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate) {
            float eta = (float) learningRate;
            for (int i = from; i < to; i++) {
                parameters[i] -= eta * gradients[i];
            }
        }

        @Override
        public Map<String, float[]> arrays() {
            return new TreeMap<>();
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
            super(Optimizer.class, NAME, new GradientDescent(), MethodHandles.lookup());
        }
    }
}
