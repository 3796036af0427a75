package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeUniform;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * The sine {@code f(z) = sin(ωz)} of networks that represent signals with their derivatives (Sitzmann, Martel, Bergman, Lindell,
 * Wetzstein, "Implicit neural representations with periodic activation functions", NeurIPS 2020). They use ω = 30 in the first
 * layer.
 *
 * @param omega the angular frequency ω; 1 by default
 */
public record Sine(double omega) implements ElementwiseActivation {

    private static final String NAME = "sine";

    /** Checks ω. */
    public Sine {
        Require.finite("omega", omega);
    }

    /** With ω = 1. */
    public Sine() {
        this(1);
    }

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        float frequency = (float) omega;
        for (int i = from; i < from + n; i++) {
            a[i] = frequency * z[i];
        }
        kernel.sin(a, from, a, from, n);
    }

    /** {@code dz = da · ω cos(ωz)}. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float frequency = (float) omega;
        Scratch scratch = Scratch.ofThread();
        float[] cosine = scratch.first();
        float[] d = scratch.second();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            System.arraycopy(z, block, cosine, 0, count);
            for (int i = 0; i < count; i++) {
                cosine[i] *= frequency;
            }
            kernel.cos(cosine, 0, cosine, 0, count);
            System.arraycopy(da, block, d, 0, count);
            for (int i = 0; i < count; i++) {
                d[i] *= frequency * cosine[i];
            }
            System.arraycopy(d, 0, dz, block, count);
        }
    }

    @Override
    public double reference(double z) {
        return StrictMath.sin(omega * z);
    }

    @Override
    public Initializer initializer() {
        return new HeUniform();
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Sine(), MethodHandles.lookup());
        }
    }
}
