package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Uniform on ±√(6 / (fanIn + fanOut)): keeps the variance of signals and gradients through tanh-like layers (Glorot and
 * Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16).
 */
public record GlorotUniform() implements Initializer {

    private static final String NAME = "glorot-uniform";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        double limit = Math.sqrt(6.0 / (fanIn + fanOut));
        Draws.uniform(random, -limit, limit, fanIn * fanOut, weights, from);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new GlorotUniform(), MethodHandles.lookup());
        }
    }
}
