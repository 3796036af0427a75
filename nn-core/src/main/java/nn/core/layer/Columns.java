package nn.core.layer;

import java.util.Arrays;

/**
 * Room for one number of each unit, in a few arrays. Each thread has its own, so that no step allocates.
 *
 * <p>Layers copy rows and what belongs to units here and back: C2 compiles a loop to vectors only if all arrays that might be the same one are read and
 * written at the same index, and a row of a matrix, or the scales among all parameters, begin anywhere.
 */
final class Columns {

    private static final int ARRAYS = 5;

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

    /** One of the arrays, from 0 to 4. */
    float[] array(int i) {
        return arrays[i];
    }

    /**
     * {@code s_u = Σ_r x_ru·y_ru}, row after row; the gradient of what scales each unit.
     *
     * @param sums where the {@code width} sums go
     * @param sumsFrom index of the first of them
     */
    static void sumProducts(int rows, int width, float[] x, float[] y, float[] sums, int sumsFrom) {
        Columns columns = ofThread(width);
        float[] xRow = columns.array(0);
        float[] yRow = columns.array(1);
        float[] sum = columns.array(2);
        Arrays.fill(sum, 0, width, 0);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, r * width, xRow, 0, width);
            System.arraycopy(y, r * width, yRow, 0, width);
            addProducts(width, xRow, yRow, sum);
        }
        System.arraycopy(sum, 0, sums, sumsFrom, width);
    }

    private static void addProducts(int width, float[] x, float[] y, float[] sums) {
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
