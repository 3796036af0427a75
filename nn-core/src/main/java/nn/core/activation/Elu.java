package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The exponential linear unit: {@code f(z) = z} for z ≥ 0 and {@code α(exp(z) − 1)} below (Clevert, Unterthiner, Hochreiter,
 * 2016; the notes' "The ReLU function family").
 *
 * @param alpha the limit −α for z → −∞; the notes' default is 1
 */
public record Elu(double alpha) implements ElementwiseActivation {

    private static final String NAME = "elu";

    /** Checks α. */
    public Elu {
        Require.finite("alpha", alpha);
    }

    /** The notes' default, α = 1. */
    public Elu() {
        this(1);
    }

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        float scale = (float) alpha;
        kernel.expm1(z, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], 0) + scale * Math.min(a[i], 0);
        }
    }

    /** {@code dz = da} for z ≥ 0, {@code da · α exp(z) = da · (a + α)} below. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float scale = (float) alpha;
        for (int i = from; i < from + n; i++) {
            float negative = -Math.signum(Math.min(z[i], 0)); // 1 below 0, else 0
            dz[i] = da[i] * ((1 - negative) + (Math.min(a[i], 0) + scale) * negative);
        }
    }

    @Override
    public double reference(double z) {
        return z < 0 ? alpha * StrictMath.expm1(z) : z;
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
            super(Activation.class, NAME, new Elu(), MethodHandles.lookup());
        }
    }
}
