package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Normal with variance 1 / fanIn: keeps the variance of signals through a linear layer (LeCun, Bottou, Orr, Müller, "Efficient
 * BackProp", 1998, equation 16); SELU asks for it.
 */
public record LecunNormal() implements Initializer {

    private static final String NAME = "lecun-normal";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        Draws.normal(random, Math.sqrt(1.0 / fanIn), fanIn * fanOut, weights, from);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new LecunNormal(), MethodHandles.lookup());
        }
    }
}
