package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** The bell curve {@code f(z) = exp(−z²)}. */
public record Gaussian() implements ElementwiseActivation {

    private static final String NAME = "gaussian";

    /** Beyond, the curve is 0 when rounded; the square of z would overflow. */
    private static final float VANISHED = 20;

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float c = Math.max(-VANISHED, Math.min(z[i], VANISHED));
            a[i] = -(c * c);
        }
        kernel.exp(a, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            float c = Math.max(-VANISHED, Math.min(z[i], VANISHED));
            float rounding = Math.fma(c, c, -(c * c)); // what c·c lost: exp(−z²) = exp(−c·c) · (1 − rounding)
            a[i] = Math.fma(-rounding, a[i], a[i]);
        }
    }

    /** {@code dz = da · (−2z a)}. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            dz[i] = da[i] * (-2 * z[i] * a[i]);
        }
    }

    @Override
    public double reference(double z) {
        return StrictMath.exp(-z * z);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Gaussian(), MethodHandles.lookup());
        }
    }
}
