package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** Uniform on ±√(6 / fanIn): variance 2 / fanIn, as {@link HeNormal}. */
public record HeUniform() implements Initializer {

    private static final String NAME = "he-uniform";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        double limit = Math.sqrt(6.0 / fanIn);
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
            super(Initializer.class, NAME, new HeUniform(), MethodHandles.lookup());
        }
    }
}
