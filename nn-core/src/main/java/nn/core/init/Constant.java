package nn.core.init;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The same value everywhere: usual for biases, useless for weights, whose units then stay equal.
 *
 * @param value the value, 0 by default
 */
public record Constant(double value) implements Initializer {

    private static final String NAME = "constant";

    /** Checks the value. */
    public Constant {
        Require.finite("value", value);
    }

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        Arrays.fill(weights, from, from + fanIn * fanOut, (float) value);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new Constant(0), MethodHandles.lookup());
        }
    }
}
