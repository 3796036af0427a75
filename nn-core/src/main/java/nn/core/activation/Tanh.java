package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** The hyperbolic tangent {@code f(z) = tanh(z)}. */
public record Tanh() implements ElementwiseActivation {

    private static final String NAME = "tanh";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        kernel.tanh(z, from, a, from, n);
    }

    /** {@code dz = da · (1 − a²)}, written as (1 − a)(1 + a), which loses no digits near saturation. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            dz[i] = da[i] * ((1 - a[i]) * (1 + a[i]));
        }
    }

    @Override
    public double reference(double z) {
        return StrictMath.tanh(z);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Tanh(), MethodHandles.lookup());
        }
    }
}
