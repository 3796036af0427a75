package nn.core.init;

import java.lang.invoke.MethodHandles;
import nn.core.random.RandomKey;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * A random matrix with orthonormal columns, or rows where those are fewer, times a gain: products of such matrices neither grow
 * nor vanish (Saxe, McClelland, Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
 * ICLR 2014). It is the Q of a normal matrix, with positive diagonal of R, and so uniform among all of them.
 *
 * @param gain the length of each column or row, greater than 0; 1 by default
 */
public record Orthogonal(double gain) implements Initializer {

    private static final String NAME = "orthogonal";

    /** Checks the gain. */
    public Orthogonal {
        Require.positive("gain", gain);
    }

    @Override
    public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
        int length = Math.max(fanIn, fanOut);
        double[][] vectors = new double[Math.min(fanIn, fanOut)][length];
        for (int v = 0; v < vectors.length; v++) {
            for (int i = 0; i < length; i++) {
                vectors[v][i] = random.normal((long) v * length + i);
            }
            // Twice: the second time takes away what rounding left of the first.
            makeOrthogonal(vectors, v);
            makeOrthogonal(vectors, v);
            for (int i = 0; i < length; i++) {
                int place = fanIn >= fanOut ? i * fanOut + v : v * fanOut + i;
                weights[from + place] = (float) (gain * vectors[v][i]);
            }
        }
    }

    /** Takes away the parts along the vectors before it (modified Gram-Schmidt), and makes its length 1. */
    private static void makeOrthogonal(double[][] vectors, int v) {
        double[] vector = vectors[v];
        for (int other = 0; other < v; other++) {
            double share = dot(vectors[other], vector);
            for (int i = 0; i < vector.length; i++) {
                vector[i] -= share * vectors[other][i];
            }
        }
        double norm = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
    }

    /** Σ x_i·y_i in four chains, since one alone would wait for each addition. */
    private static double dot(double[] x, double[] y) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= x.length - 4; i += 4) {
            sum0 += x[i] * y[i];
            sum1 += x[i + 1] * y[i + 1];
            sum2 += x[i + 2] * y[i + 2];
            sum3 += x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) {
            sum0 += x[i] * y[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Initializer> {
        /** For the service loader. */
        public Provider() {
            super(Initializer.class, NAME, new Orthogonal(1), MethodHandles.lookup());
        }
    }
}
