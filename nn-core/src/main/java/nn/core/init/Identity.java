package nn.core.init;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Ones on the diagonal, zeros elsewhere: a square layer passes its input on (Le, Jaitly, Hinton, "A simple way to initialize
 * recurrent networks of rectified linear units", 2015).
 *
 * @param gain what stands on the diagonal; 1 by default
 */
public record Identity(double gain) implements Initializer {

    private static final String NAME = "identity";

    /** Checks the gain. */
    public Identity {
        Require.finite("gain", gain);
    }

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        Arrays.fill(weights, from, from + fanIn * fanOut, 0);
        for (int i = 0; i < Math.min(fanIn, fanOut); i++) {
            weights[from + i * fanOut + i] = (float) gain;
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new Identity(1), MethodHandles.lookup());
        }
    }
}
