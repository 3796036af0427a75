package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** The smooth ramp {@code f(z) = ln(1 + exp(z))} (Dugas et al., NIPS 2000); its slope is the logistic function. */
public record Softplus() implements ElementwiseActivation {

    private static final String NAME = "softplus";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        kernel.softplus(z, from, a, from, n);
    }

    /** {@code dz = da · sigmoid(z)}. */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        Scratch scratch = Scratch.ofThread();
        float[] s = scratch.first();
        float[] d = scratch.second();
        for (int block = from; block < from + n; block += Scratch.BLOCK) {
            int count = Math.min(Scratch.BLOCK, from + n - block);
            kernel.sigmoid(z, block, s, 0, count);
            System.arraycopy(da, block, d, 0, count);
            for (int i = 0; i < count; i++) {
                d[i] *= s[i];
            }
            System.arraycopy(d, 0, dz, block, count);
        }
    }

    @Override
    public double reference(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
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
            super(Activation.class, NAME, new Softplus(), MethodHandles.lookup());
        }
    }
}
