package nn.core.activation;

import java.lang.invoke.MethodHandles;
import java.util.List;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The sigmoid linear unit {@code f(z) = z / (1 + exp(−z))} (Elfwing, Uchibe, Doya, 2018), known as swish too (Ramachandran, Zoph,
 * Le, "Searching for activation functions", 2017, with β = 1).
 */
public record Silu() implements ElementwiseActivation {

    private static final String NAME = "silu";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        kernel.sigmoid(z, from, a, from, n);
        for (int i = from; i < from + n; i++) {
            a[i] = Math.max(z[i], -Float.MAX_VALUE) * a[i]; // no ∞·0
        }
    }

    /** {@code dz = da · (s + a (1 − s))} with s = sigmoid(z). */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        Scratch scratch = Scratch.ofThread();
        float[] s = scratch.first();
        float[] y = scratch.second();
        float[] d = scratch.third();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            kernel.sigmoid(z, block, s, 0, count);
            System.arraycopy(a, block, y, 0, count);
            System.arraycopy(da, block, d, 0, count);
            for (int i = 0; i < count; i++) {
                d[i] *= s[i] + y[i] * (1 - s[i]);
            }
            System.arraycopy(d, 0, dz, block, count);
        }
    }

    @Override
    public double reference(double z) {
        return z == Double.NEGATIVE_INFINITY ? -0.0 : z / (1 + StrictMath.exp(-z));
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
            super(Activation.class, NAME, new Silu(), MethodHandles.lookup());
        }

        @Override
        public List<String> aliases() {
            return List.of("swish");
        }
    }
}
