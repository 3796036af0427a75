package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** {@code f(z) = z / (1 + |z|)}: as tanh, with slower saturation (Turian, Bergstra, Bengio, 2009; Glorot and Bengio, 2010). */
public record Softsign() implements ElementwiseActivation {

    private static final String NAME = "softsign";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float c = Math.max(-Float.MAX_VALUE, Math.min(z[i], Float.MAX_VALUE)); // no ∞/∞
            a[i] = c / (1 + Math.abs(c));
        }
    }

    /** {@code dz = da / (1 + |z|)²}. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float q = 1 / (1 + Math.abs(z[i]));
            dz[i] = da[i] * (q * q);
        }
    }

    @Override
    public double reference(double z) {
        return Double.isInfinite(z) ? Math.signum(z) : z / (1 + Math.abs(z));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Softsign(), MethodHandles.lookup());
        }
    }
}
