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
    public void forward(MatrixKernel kernel, float[] z, int zFrom, float[] a, int aFrom, int n) {
        float frequency = (float) omega;
        for (int i = 0; i < n; i++) {
            a[aFrom + i] = frequency * z[zFrom + i];
        }
        kernel.sin(a, aFrom, a, aFrom, n);
    }

    /** {@code dz = da · ω cos(ωz)}. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        float frequency = (float) omega;
        float[] cosine = Scratch.ofThread().first();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            for (int i = 0; i < count; i++) {
                cosine[i] = frequency * z[block + i];
            }
            kernel.cos(cosine, 0, cosine, 0, count);
            for (int i = 0; i < count; i++) {
                dz[block + i] = da[block + i] * (frequency * cosine[i]);
            }
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
