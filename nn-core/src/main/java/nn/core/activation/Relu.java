package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The rectified linear unit {@code f(z) = max(z, 0)}; its slope at 0 is taken as 0.
 *
 * <p>The loops of this family use maximum, minimum and signum instead of comparisons, whose outcome no processor can predict:
 * C2 compiles them to vectors (0.05 instead of 0.42 ns per element forward, 0.1 instead of 0.5 backward; see
 * ActivationBenchmark).
 */
public record Relu() implements ElementwiseActivation {

    private static final String NAME = "relu";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], 0); // NaN stays NaN
        }
    }

    /** {@code dz = da} where z is positive, 0 elsewhere. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            dz[i] = da[i] * Math.signum(Math.max(z[i], 0));
        }
    }

    @Override
    public double reference(double z) {
        return z < 0 ? 0 : z;
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
            super(Activation.class, NAME, new Relu(), MethodHandles.lookup());
        }
    }
}
