package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The rectified linear unit that ends at 6: {@code f(z) = min(max(z, 0), 6)} (Krizhevsky, "Convolutional deep belief networks on
 * CIFAR-10", 2010). Its slope at 0 and 6 is taken as 0.
 */
public record Relu6() implements ElementwiseActivation {

    private static final String NAME = "relu6";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            a[i] = Math.min(Math.max(z[i], 0), 6);
        }
    }

    /** {@code dz = da} between the kinks, 0 elsewhere. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float above = Math.signum(Math.max(z[i], 0)); // 1 above 0, else 0
            float below = Math.signum(Math.max(6 - z[i], 0));
            dz[i] = da[i] * (above * below);
        }
    }

    @Override
    public double reference(double z) {
        return Math.min(Math.max(z, 0), 6);
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
            super(Activation.class, NAME, new Relu6(), MethodHandles.lookup());
        }
    }
}
