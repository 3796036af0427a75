package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Normal with variance 2 / fanIn: keeps the variance of signals through ReLU layers (He, Zhang, Ren, Sun, "Delving deep into
 * rectifiers", ICCV 2015, equation 10).
 */
public record HeNormal() implements Initializer {

    private static final String NAME = "he-normal";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        double deviation = Math.sqrt(2.0 / fanIn);
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
            super(Initializer.class, NAME, new HeNormal(), MethodHandles.lookup());
        }
    }
}
