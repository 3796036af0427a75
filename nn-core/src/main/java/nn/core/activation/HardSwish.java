package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * {@code f(z) = z · min(max(z + 3, 0), 6) / 6}: {@link Silu} with the {@linkplain HardSigmoid logistic function of three lines}
 * (Howard et al., "Searching for MobileNetV3", ICCV 2019). Its slope at −3 is taken as 0, at 3 as 1.
 */
public record HardSwish() implements ElementwiseActivation {

    private static final String NAME = "hard-swish";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float gate = Math.min(Math.max(z[i] + 3, 0), 6) / 6;
            a[i] = Math.max(z[i], -3) * gate; // no ∞·0
        }
    }

    /** {@code dz = da · (gate + z/6)} where {@code |z| < 3}, {@code da · gate} elsewhere. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            float gate = Math.min(Math.max(z[i] + 3, 0), 6) / 6;
            float inside = Math.signum(Math.max(3 - Math.abs(z[i]), 0)); // 1 between the kinks, else 0
            dz[i] = da[i] * (gate + z[i] * inside / 6);
        }
    }

    @Override
    public double reference(double z) {
        return Math.max(z, -3) * (Math.clamp(z + 3, 0, 6) / 6);
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
            super(Activation.class, NAME, new HardSwish(), MethodHandles.lookup());
        }
    }
}
