package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.Initializer;
import nn.core.init.LecunNormal;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The scaled exponential linear unit: {@code f(z) = λz} for z ≥ 0 and {@code λα(exp(z) − 1)} below, with α and λ such that mean 0
 * and variance 1 are a fixed point from layer to layer (Klambauer, Unterthiner, Mayr, Hochreiter, "Self-normalizing neural
 * networks", NIPS 2017, equation 2). It wants LeCun-normal weights.
 */
public record Selu() implements ElementwiseActivation {

    private static final String NAME = "selu";

    /** α of Klambauer et al., equation 14. */
    private static final double ALPHA = 1.6732632423543772;

    /** λ, likewise. */
    private static final double LAMBDA = 1.0507009873554805;

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        float above = (float) LAMBDA;
        float below = (float) (LAMBDA * ALPHA);
        kernel.expm1(z, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            a[i] = above * Math.max(z[i], 0) + below * Math.min(a[i], 0);
        }
    }

    /** {@code dz = λ·da} for z ≥ 0, {@code da · λα exp(z) = da · (a + λα)} below. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float above = (float) LAMBDA;
        float below = (float) (LAMBDA * ALPHA);
        for (int i = from; i < from + n; i++) {
            float negative = -Math.signum(Math.min(z[i], 0)); // 1 below 0, else 0
            dz[i] = da[i] * (above * (1 - negative) + (Math.min(a[i], 0) + below) * negative);
        }
    }

    @Override
    public double reference(double z) {
        return LAMBDA * (z < 0 ? ALPHA * StrictMath.expm1(z) : z);
    }

    @Override
    public Initializer initializer() {
        return new LecunNormal();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Selu(), MethodHandles.lookup());
        }
    }
}
