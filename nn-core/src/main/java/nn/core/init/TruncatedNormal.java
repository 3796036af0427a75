package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Normal with mean 0, without the values more than two deviations away, whatever the width.
 *
 * @param deviation the standard deviation before the cut, greater than 0; 0.05 by default, as in Keras
 */
public record TruncatedNormal(double deviation) implements Initializer {

    private static final String NAME = "truncated-normal";

    /** Checks the deviation. */
    public TruncatedNormal {
        Require.positive("deviation", deviation);
    }

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        Draws.truncatedNormal(random, deviation, fanIn * fanOut, weights, from);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new TruncatedNormal(0.05), MethodHandles.lookup());
        }
    }
}
