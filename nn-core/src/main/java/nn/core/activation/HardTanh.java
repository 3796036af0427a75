package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The identity between two limits and constant beyond: {@code f(z) = min(max(z, min), max)} (Collobert, 2004). Its slope at the
 * limits is taken as 0.
 *
 * @param min the lower limit; −1 by default
 * @param max the upper limit, above the lower one; 1 by default
 */
public record HardTanh(double min, double max) implements ElementwiseActivation {

    private static final String NAME = "hard-tanh";

    /** Checks the limits. */
    public HardTanh {
        Require.finite("min", min);
        Require.finite("max", max);
        if (!(min < max)) {
            throw new IllegalArgumentException(
                    "Setting \"min\" is " + min + ", expected a number below \"max\", which is " + max + ".");
        }
    }

    /** From −1 to 1. */
    public HardTanh() {
        this(-1, 1);
    }

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        float low = (float) min;
        float high = (float) max;
        for (int i = from; i < from + n; i++) {
            a[i] = Math.min(Math.max(z[i], low), high);
        }
    }

    /** {@code dz = da} between the limits, 0 elsewhere. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float low = (float) min;
        float high = (float) max;
        for (int i = from; i < from + n; i++) {
            float above = Math.signum(Math.max(z[i] - low, 0)); // 1 above the lower limit, else 0
            float below = Math.signum(Math.max(high - z[i], 0));
            dz[i] = da[i] * (above * below);
        }
    }

    @Override
    public double reference(double z) {
        return Math.min(Math.max(z, min), max);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new HardTanh(), MethodHandles.lookup());
        }
    }
}
