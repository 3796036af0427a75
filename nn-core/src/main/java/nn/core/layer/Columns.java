package nn.core.layer;

import java.util.Arrays;

/**
 * Room for one number of each unit, in a few arrays. Each thread has its own, so that no step allocates.
 *
 * <p>Layers copy rows and what belongs to units here and back: C2 compiles a loop to vectors only if all arrays that might be the same one are read and
 * written at the same index, and a row of a matrix, or the scales among all parameters, begin anywhere.
 */
final class Columns {

    private static final int ARRAYS = 6;

    private static final ThreadLocal<Columns> OF_THREAD = ThreadLocal.withInitial(Columns::new);

    private final float[][] arrays = new float[ARRAYS][0];

    private Columns() {}

    /** The thread's arrays, with room for {@code width} numbers each; what they hold is whatever they held. */
    static Columns ofThread(int width) {
        Columns columns = OF_THREAD.get();
        if (columns.arrays[0].length < width) {
            Arrays.setAll(columns.arrays, i -> new float[width]);
        }
        return columns;
    }

    /** One of the arrays, from 0 to 5. */
    float[] array(int i) {
        return arrays[i];
    }

    /** {@code s_u = s_u + x_u·y_u}. */
    static void addProducts(int width, float[] x, float[] y, float[] sums) {
        for (int u = 0; u < width; u++) {
            sums[u] += x[u] * y[u];
        }
    }

    /** {@code y_u = x_u·γ_u + β_u}. */
    static void scaleAndShift(int width, float[] x, float[] gamma, float[] beta, float[] y) {
        for (int u = 0; u < width; u++) {
            y[u] = x[u] * gamma[u] + beta[u];
        }
    }
}
