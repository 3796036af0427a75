package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The Gaussian error linear unit with a hyperbolic tangent for the normal distribution: {@code f(z) = ½z(1 + tanh u)}, {@code u =
 * √(2/π)(z + 0.044715z³)} (Hendrycks and Gimpel, 2016, section 2); what PyTorch calls {@code approximate="tanh"}. As ½(1 + tanh
 * u) is the logistic function of 2u, this is computed, without cancellation.
 */
public record GeluTanh() implements ElementwiseActivation {

    private static final String NAME = "gelu-tanh";

    /** 2√(2/π), the factor of z in 2u. */
    private static final float LINEAR = (float) (2 * Math.sqrt(2 / Math.PI));

    /** The factor of z³ in 2u. */
    private static final float CUBIC = (float) (2 * Math.sqrt(2 / Math.PI) * 0.044715);

    /** Beyond, the logistic function of 2u is 0 or 1; the cube of z would overflow. */
    private static final float SATURATED = 30;

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float c = Math.max(-SATURATED, Math.min(z[i], SATURATED));
            a[i] = c * (LINEAR + CUBIC * (c * c));
        }
        kernel.sigmoid(a, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], -Float.MAX_VALUE) * a[i]; // no ∞·0
        }
    }

    /** {@code dz = da · s (1 + z (1 − s) (2u)')} with s = sigmoid(2u). */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        Scratch scratch = Scratch.ofThread();
        float[] s = scratch.first();
        float[] c = scratch.second();
        float[] d = scratch.third();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            System.arraycopy(z, block, c, 0, count);
            for (int i = 0; i < count; i++) {
                c[i] = Math.max(-SATURATED, Math.min(c[i], SATURATED));
                s[i] = c[i] * (LINEAR + CUBIC * (c[i] * c[i]));
            }
            kernel.sigmoid(s, 0, s, 0, count);
            System.arraycopy(da, block, d, 0, count);
            for (int i = 0; i < count; i++) {
                float rise = LINEAR + 3 * CUBIC * (c[i] * c[i]);
                d[i] *= s[i] * (1 + c[i] * (1 - s[i]) * rise);
            }
            System.arraycopy(d, 0, dz, block, count);
        }
    }

    @Override
    public double reference(double z) {
        double u = Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);
        return z == Double.NEGATIVE_INFINITY ? -0.0 : z * (1 + StrictMath.tanh(u)) / 2;
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
            super(Activation.class, NAME, new GeluTanh(), MethodHandles.lookup());
        }
    }
}
