package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * As {@link LecunNormal}, without the values more than two deviations away; the rest is widened so that the variance is 1 / fanIn
 * all the same. This is what Keras calls lecun_normal.
 */
public record LecunTruncatedNormal() implements Initializer {

    private static final String NAME = "lecun-truncated-normal";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        double deviation = Math.sqrt(1.0 / fanIn) / Draws.TRUNCATED_DEVIATION;
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
            super(Initializer.class, NAME, new LecunTruncatedNormal(), MethodHandles.lookup());
        }
    }
}
