package nn.core.activation;

import java.lang.invoke.MethodHandles;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * The logarithm of softmax over each row: {@code a_j = z_j − ln Σ_k exp(z_k)}. At the output of a classifier it is part of the
 * loss, which works on logits; here it stands as a layer for other uses.
 */
public record LogSoftmax() implements RowwiseActivation {

    private static final String NAME = "log-softmax";

    @Override
    public void forward(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom, float[] a, int aFrom) {
        float[] logSum = Scratch.ofThread().first();
        for (int row = 0; row < rows; row++) {
            int from = zFrom + row * columns;
            int to = aFrom + row * columns;
            float max = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                max = Math.max(max, z[from + j]);
            }
            for (int j = 0; j < columns; j++) {
                a[to + j] = z[from + j] - max; // first, so that large logits cost no digits
            }
            kernel.logSumExpRows(1, columns, a, to, logSum, 0);
            for (int j = 0; j < columns; j++) {
                a[to + j] -= logSum[0];
            }
        }
    }

    /** {@code dz_j = da_j − exp(a_j) Σ_k da_k}. */
    @Override
    public void backward(
            MatrixKernel kernel, int rows, int columns, float[] z, float[] a, float[] da, float[] dz, int from) {
        float[] p = Scratch.ofThread().first();
        for (int row = 0; row < rows; row++) {
            int start = from + row * columns;
            double total = 0;
            for (int i = start; i < start + columns; i++) {
                total += da[i];
            }
            float sum = (float) total;
            for (int block = start; block < start + columns; block += Scratch.BLOCK) {
                int count = Math.min(Scratch.BLOCK, start + columns - block);
                kernel.exp(a, block, p, 0, count);
                for (int i = 0; i < count; i++) {
                    dz[block + i] = da[block + i] - p[i] * sum;
                }
            }
        }
    }

    @Override
    public double[] reference(double[] z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (double value : z) {
            sum += StrictMath.exp(value - max);
        }
        double[] a = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            a[j] = z[j] - max - StrictMath.log(sum);
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
            super(Activation.class, NAME, new LogSoftmax(), MethodHandles.lookup());
        }
    }
}
