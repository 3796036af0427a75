package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * A logistic function of three straight lines: {@code f(z) = min(max(z + 3, 0), 6) / 6}, as PyTorch and Keras 3 define it (Howard
 * et al., "Searching for MobileNetV3", ICCV 2019). Its slope at ±3 is taken as 0.
 */
public record HardSigmoid() implements ElementwiseActivation {

    private static final String NAME = "hard-sigmoid";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            a[i] = Math.min(Math.max(z[i] + 3, 0), 6) / 6;
        }
    }

    /** {@code dz = da/6} where {@code |z| < 3}, 0 elsewhere. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float inside = Math.signum(Math.max(3 - Math.abs(z[i]), 0)); // 1 between the kinks, else 0
            dz[i] = da[i] * (inside / 6);
        }
    }

    @Override
    public double reference(double z) {
        return Math.clamp(z + 3, 0, 6) / 6;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new HardSigmoid(), MethodHandles.lookup());
        }
    }
}
