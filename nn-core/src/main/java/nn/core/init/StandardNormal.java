package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Normal with mean 0 and standard deviation 1 whatever the width: the choice that Glorot and Bengio (2010) showed to saturate
 * deep sigmoid networks, kept for comparison.
 */
public record StandardNormal() implements Initializer {

    private static final String NAME = "standard-normal";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        Draws.normal(random, 1, fanIn * fanOut, weights, from);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new StandardNormal(), MethodHandles.lookup());
        }
    }
}
