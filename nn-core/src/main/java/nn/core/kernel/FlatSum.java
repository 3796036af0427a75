package nn.core.kernel;

/**
 * Sums over the elements of an array in the order that {@link MatrixKernel} lays down for flat sums.
 *
 * <p>The tree is walked from its root: the first {@code width} lanes are what is left when lanes have been halved down to
 * {@code width}, so that {@code width} = 1 is the result and {@code width} = {@link MatrixKernel#LANES} a lane of its own.
 */
final class FlatSum {

    private FlatSum() {}

    /** Σ x_i. */
    static float of(float[] x, int from, int n) {
        return of(x, from, n, 0, 1);
    }

    private static float of(float[] x, int from, int n, int lane, int width) {
        if (width < MatrixKernel.LANES) {
            return of(x, from, n, lane, 2 * width) + of(x, from, n, lane + width, 2 * width);
        }
        float sum = 0;
        for (int i = lane; i < n; i += MatrixKernel.LANES) {
            sum += x[from + i];
        }
        return sum;
    }

    /** Σ exp(x_i − shift). */
    static float ofExp(float[] x, int from, int n, float shift) {
        return ofExp(x, from, n, shift, 0, 1);
    }

    private static float ofExp(float[] x, int from, int n, float shift, int lane, int width) {
        if (width < MatrixKernel.LANES) {
            return ofExp(x, from, n, shift, lane, 2 * width) + ofExp(x, from, n, shift, lane + width, 2 * width);
        }
        float sum = 0;
        for (int i = lane; i < n; i += MatrixKernel.LANES) {
            sum += ElementaryFunctions.exp(x[from + i] - shift);
        }
        return sum;
    }

    /** Σ x_i·y_i. */
    static float ofProducts(float[] x, int xFrom, float[] y, int yFrom, int n) {
        return ofProducts(x, xFrom, y, yFrom, n, 0, 1);
    }

    private static float ofProducts(float[] x, int xFrom, float[] y, int yFrom, int n, int lane, int width) {
        if (width < MatrixKernel.LANES) {
            return ofProducts(x, xFrom, y, yFrom, n, lane, 2 * width)
                    + ofProducts(x, xFrom, y, yFrom, n, lane + width, 2 * width);
        }
        float sum = 0;
        for (int i = lane; i < n; i += MatrixKernel.LANES) {
            sum = Math.fma(x[xFrom + i], y[yFrom + i], sum);
        }
        return sum;
    }
}
