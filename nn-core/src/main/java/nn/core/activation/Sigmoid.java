package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** The logistic function {@code f(z) = 1 / (1 + exp(−z))}; the notes' "Inputs to the activation function". */
public record Sigmoid() implements ElementwiseActivation {

    private static final String NAME = "sigmoid";

    @Override
    public void forward(MatrixKernel kernel, float[] z, float[] a, int from, int n) {
        kernel.sigmoid(z, from, a, from, n);
    }

    /** {@code dz = da · a (1 − a)}; the notes' "Derivatives and the chain rule". */
    @Override
    public void backward(MatrixKernel kernel, float[] z, float[] a, float[] da, float[] dz, int from, int n) {
        for (int i = from; i < from + n; i++) {
            dz[i] = da[i] * (a[i] * (1 - a[i]));
        }
    }

    @Override
    public double reference(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Sigmoid(), MethodHandles.lookup());
        }
    }
}
