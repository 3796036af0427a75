package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** Uniform on ±√(3 / fanIn): variance 1 / fanIn, as {@link LecunNormal}. */
public record LecunUniform() implements Initializer {

    private static final String NAME = "lecun-uniform";

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        double limit = Math.sqrt(3.0 / fanIn);
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
            super(Initializer.class, NAME, new LecunUniform(), MethodHandles.lookup());
        }
    }
}
