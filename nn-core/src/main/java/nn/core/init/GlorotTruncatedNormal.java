package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * As {@link GlorotNormal}, without the values more than two deviations away; the rest is widened so that the variance is 2 / (fanIn + fanOut)
 * all the same. This is what Keras calls glorot_normal.
 */
public record GlorotTruncatedNormal() implements Initializer {

    private static final String NAME = "glorot-truncated-normal";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        double deviation = Math.sqrt(2.0 / (fanIn + fanOut)) / Draws.TRUNCATED_DEVIATION;
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
            super(Initializer.class, NAME, new GlorotTruncatedNormal(), MethodHandles.lookup());
        }
    }
}
