package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The leaky rectified linear unit: {@code f(z) = z} for z ≥ 0 and {@code αz} below, so that no unit dies.
 *
 * @param alpha the slope α below 0; the notes' default is 0.01
 */
public record LeakyRelu(double alpha) implements ElementwiseActivation {

    private static final String NAME = "leaky-relu";

    /** Checks α. */
    public LeakyRelu {
        Require.finite("alpha", alpha);
    }

    /** The notes' default, α = 0.01. */
    public LeakyRelu() {
        this(0.01);
    }

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        float slope = (float) alpha;
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], 0) + slope * Math.min(z[i], 0);
        }
    }

    /** {@code dz = da} for z ≥ 0, {@code α·da} below. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float slope = (float) alpha;
        for (int i = from; i < from + n; i++) {
            float negative = -Math.signum(Math.min(z[i], 0)); // 1 below 0, else 0
            dz[i] = da[i] * ((1 - negative) + slope * negative);
        }
    }

    @Override
    public double reference(double z) {
        return z < 0 ? alpha * z : z;
    }

    @Override
    public Initializer initializer() {
        return new HeNormal();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new LeakyRelu(), MethodHandles.lookup());
        }
    }
}
