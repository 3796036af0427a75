package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** {@code f(z) = z tanh(ln(1 + exp z))} (Misra, "Mish: a self regularized non-monotonic activation function", 2019). */
public record Mish() implements ElementwiseActivation {

    private static final String NAME = "mish";

    @Override
    public void forward(MatrixKernel kernel, float[] z, int zFrom, float[] a, int aFrom, int n) {
        kernel.softplus(z, zFrom, a, aFrom, n);
        kernel.tanh(a, aFrom, a, aFrom, n);
        for (int i = 0; i < n; i++) {
            a[aFrom + i] = Math.max(z[zFrom + i], -Float.MAX_VALUE) * a[aFrom + i]; // no ∞·0
        }
    }

    /** {@code dz = da · (t + z s (1 − t²))} with t = tanh(softplus(z)), s = sigmoid(z). */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float[] t = Scratch.ofThread().first();
        float[] s = Scratch.ofThread().second();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            kernel.softplus(z, block, t, 0, count);
            kernel.tanh(t, 0, t, 0, count);
            kernel.sigmoid(z, block, s, 0, count);
            for (int i = 0; i < count; i++) {
                float slope = t[i] + z[block + i] * (s[i] * ((1 - t[i]) * (1 + t[i])));
                dz[block + i] = da[block + i] * slope;
            }
        }
    }

    @Override
    public double reference(double z) {
        double softplus = Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        return z == Double.NEGATIVE_INFINITY ? -0.0 : z * StrictMath.tanh(softplus);
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
            super(Activation.class, NAME, new Mish(), MethodHandles.lookup());
        }
    }
}
