package nn.simd;

import nn.core.kernel.ElementaryFunctions;
import nn.core.kernel.MatrixKernel;

/**
 * Softmax and log-sum-exp of rows.
 *
 * <p>Rows follow each other without gap: so the exponentials, where the time goes, are computed for several rows at once, and no row
 * has an end of its own that does not fill a vector. An instance serves one thread.
 */
final class RowReductions {

    /** Elements of several rows that are worked on together: 16 KiB, which stay in the first-level cache. */
    private static final int STRIP = 4096;

    private final ShortRows shortRows = new ShortRows();
    private final FlatSum sums = new FlatSum();
    private float[] exponentials = {};

    /** {@code p = exp(z − m) / Σ exp(z − m)} for each row, where m is its largest element. */
    void softmax(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom, float[] p, int pFrom) {
        if (columns <= ShortRows.LONGEST) {
            shortRows.softmax(kernel, rows, columns, z, zFrom, p, pFrom);
            return;
        }
        int step = Math.max(1, STRIP / columns);
        for (int row = 0; row < rows; row += step) {
            int end = Math.min(rows, row + step);
            for (int i = row; i < end; i++) {
                float max = Maximum.of(z, zFrom + i * columns, columns);
                subtract(z, zFrom + i * columns, max, p, pFrom + i * columns, columns);
            }
            int strip = pFrom + row * columns;
            kernel.exp(p, strip, p, strip, (end - row) * columns);
            for (int i = row; i < end; i++) {
                divide(p, pFrom + i * columns, columns, sums.of(p, pFrom + i * columns, columns));
            }
        }
    }

    /** {@code s = m + ln Σ exp(z − m)} for each row, where m is its largest element. */
    void logSumExp(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom, float[] s, int sFrom) {
        if (columns <= ShortRows.LONGEST) {
            shortRows.logSumExp(kernel, rows, columns, z, zFrom, s, sFrom);
            return;
        }
        int step = Math.max(1, STRIP / columns);
        if (exponentials.length < step * columns) {
            exponentials = new float[step * columns];
        }
        for (int row = 0; row < rows; row += step) {
            int end = Math.min(rows, row + step);
            for (int i = row; i < end; i++) {
                float max = Maximum.of(z, zFrom + i * columns, columns);
                subtract(z, zFrom + i * columns, max, exponentials, (i - row) * columns, columns);
                s[sFrom + i] = max;
            }
            kernel.exp(exponentials, 0, exponentials, 0, (end - row) * columns);
            for (int i = row; i < end; i++) {
                s[sFrom + i] += ElementaryFunctions.log(sums.of(exponentials, (i - row) * columns, columns));
            }
        }
    }

    private static void subtract(float[] x, int xFrom, float shift, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) {
            y[yFrom + i] = x[xFrom + i] - shift;
        }
    }

    private static void divide(float[] x, int from, int n, float divisor) {
        for (int i = from; i < from + n; i++) {
            x[i] /= divisor;
        }
    }
}
