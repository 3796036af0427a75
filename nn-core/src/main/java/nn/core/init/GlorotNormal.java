package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** Normal with variance 2 / (fanIn + fanOut) (Glorot and Bengio, 2010, equation 12). */
public record GlorotNormal() implements Initializer {

    private static final String NAME = "glorot-normal";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        double deviation = Math.sqrt(2.0 / (fanIn + fanOut));
        Draws.normal(random, deviation, fanIn * fanOut, weights, from);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new GlorotNormal(), MethodHandles.lookup());
        }
    }
}
