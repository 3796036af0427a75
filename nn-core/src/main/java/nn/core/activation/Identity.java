package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** The identity {@code f(z) = z}: no activation at all, the notes' choice for the output of a regression. */
public record Identity() implements ElementwiseActivation {

    private static final String NAME = "identity";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        System.arraycopy(z, from, a, from, n);
    }

    /** {@code dz = da}. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        System.arraycopy(da, from, dz, from, n);
    }

    @Override
    public double reference(double z) {
        return z;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Identity(), MethodHandles.lookup());
        }
    }
}
