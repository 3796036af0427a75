package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Softmax over each row: {@code a_j = exp(z_j) / Σ_k exp(z_k)}. At the output of a classifier it is part of the loss, which
 * works on logits; here it stands as a layer for other uses.
 */
public record Softmax() implements RowwiseActivation {

    private static final String NAME = "softmax";

    @Override
    public void forward(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom, float[] a, int aFrom) {
        kernel.softmaxRows(rows, columns, z, zFrom, a, aFrom);
    }

    /** {@code dz_j = a_j (da_j − Σ_k da_k a_k)}. */
    @Override
    public void backward(
            MatrixKernel kernel, int rows, int columns, float[] z, float[] a, float[] da, float[] dz, int from) {
        for (int row = 0; row < rows; row++) {
            int start = from + row * columns;
            float dot = (float) kernel.dot(da, start, a, start, columns);
            for (int i = start; i < start + columns; i++) {
                dz[i] = a[i] * (da[i] - dot);
            }
        }
    }

    @Override
    public double[] reference(double[] z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            max = Math.max(max, value);
        }
        double[] a = new double[z.length];
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            a[j] = StrictMath.exp(z[j] - max);
            sum += a[j];
        }
        for (int j = 0; j < z.length; j++) {
            a[j] /= sum;
        }
        return a;
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Activation> {
        /** For the service loader. */
        public Provider() {
            super(Activation.class, NAME, new Softmax(), MethodHandles.lookup());
        }
    }
}
