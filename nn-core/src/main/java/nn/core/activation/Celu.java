package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The exponential linear unit with a continuous slope: {@code f(z) = z} for z ≥ 0 and {@code α(exp(z/α) − 1)} below (Barron,
 * "Continuously differentiable exponential linear units", 2017).
 *
 * @param alpha the limit −α for z → −∞, greater than 0; 1 by default
 */
public record Celu(double alpha) implements ElementwiseActivation {

    private static final String NAME = "celu";

    /** Checks α. */
    public Celu {
        Require.positive("alpha", alpha);
    }

    /** The usual α = 1, where it is ELU. */
    public Celu() {
        this(1);
    }

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        float scale = (float) alpha;
        for (int i = from; i < from + n; i++) {
            a[i] = z[i] / scale;
        }
        kernel.expm1(a, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], 0) + scale * Math.min(a[i], 0);
        }
    }

    /** {@code dz = da} for z ≥ 0, {@code da · exp(z/α) = da · (a/α + 1)} below. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float scale = (float) alpha;
        for (int i = from; i < from + n; i++) {
            float negative = -Math.signum(Math.min(z[i], 0)); // 1 below 0, else 0
            dz[i] = da[i] * ((1 - negative) + (Math.min(a[i], 0) / scale + 1) * negative);
        }
    }

    @Override
    public double reference(double z) {
        return z < 0 ? alpha * StrictMath.expm1(z / alpha) : z;
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
            super(Activation.class, NAME, new Celu(), MethodHandles.lookup());
        }
    }
}
