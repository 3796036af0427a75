package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Uniform between two bounds, whatever the width.
 *
 * @param low the lower bound; −0.05 by default, as in Keras
 * @param high the upper bound, above the lower one; 0.05 by default
 */
public record Uniform(double low, double high) implements Initializer {

    private static final String NAME = "uniform";

    /** Checks the bounds. */
    public Uniform {
        Require.finite("low", low);
        Require.finite("high", high);
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "Setting \"low\" is " + low + ", expected a number below \"high\", which is " + high + ".");
        }
    }

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        Draws.uniform(random, low, high, fanIn * fanOut, weights, from);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new Uniform(-0.05, 0.05), MethodHandles.lookup());
        }
    }
}
