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
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        kernel.softplus(z, from, a, from, n);
        kernel.tanh(a, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], -Float.MAX_VALUE) * a[i]; // no ∞·0
        }
    }

    /** {@code dz = da · (t + z s (1 − t²))} with t = tanh(softplus(z)), s = sigmoid(z). */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        Scratch scratch = Scratch.ofThread();
        float[] t = scratch.first();
        float[] s = scratch.second();
        float[] x = scratch.third();
        float[] d = scratch.fourth();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            kernel.softplus(z, block, t, 0, count);
            kernel.tanh(t, 0, t, 0, count);
            kernel.sigmoid(z, block, s, 0, count);
            System.arraycopy(z, block, x, 0, count);
            System.arraycopy(da, block, d, 0, count);
            for (int i = 0; i < count; i++) {
                d[i] *= t[i] + x[i] * (s[i] * ((1 - t[i]) * (1 + t[i])));
            }
            System.arraycopy(d, 0, dz, block, count);
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
