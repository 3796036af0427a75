package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.core.kernel.MatrixKernel.LANES;
import static nn.simd.Width.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import nn.core.kernel.MatrixKernel;

/**
 * Softmax and log-sum-exp of rows of few elements, as there are classes. One such row fills no vector, and its maximum and its sum
 * are chains of operations that wait for each other. So some rows are turned: a vector holds one column of as many rows as it has
 * lanes, and each lane goes through its row in the order that {@link MatrixKernel} lays down. An instance serves one thread.
 *
 * <p>Maxima and sums go through memory: in variables that go around loops, C2 kept them on the heap in some runs, see
 * {@link Width#NOTHING}.
 */
final class ShortRows {

    /** The longest rows that are turned. */
    static final int LONGEST = 32;

    /** Rows that are turned together: at most 8 KiB. */
    private static final int ROWS = 64;

    /** Column j at j times {@link #stride}: logits, then exponentials. */
    private final float[] turned = new float[LONGEST * ROWS];

    private final float[] maxima = new float[ROWS];

    /** Virtual lane l at l times {@link #stride}; after all have been added up, lane 0 holds the sums. */
    private final float[] lanes = new float[LANES * ROWS];

    /** The distance of two columns: the number of rows, filled up to whole vectors. */
    private int stride;

    void softmax(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom, float[] p, int pFrom) {
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            computeExponentials(kernel, count, columns, z, zFrom + row * columns);
            divideBySums(columns);
            turnBack(count, columns, p, pFrom + row * columns);
        }
    }

    void logSumExp(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom, float[] s, int sFrom) {
        for (int row = 0; row < rows; row += ROWS) {
            int count = Math.min(ROWS, rows - row);
            computeExponentials(kernel, count, columns, z, zFrom + row * columns);
            kernel.log(lanes, 0, lanes, 0, stride);
            for (int r = 0; r < count; r++) {
                s[sFrom + row + r] = maxima[r] + lanes[r];
            }
        }
    }

    /** The maxima m, the exponentials exp(z − m) and their sums. What lanes without a row hold is of no account. */
    private void computeExponentials(MatrixKernel kernel, int rows, int columns, float[] z, int zFrom) {
        stride = (rows + Width.LANES - 1) / Width.LANES * Width.LANES;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                turned[j * stride + r] = z[zFrom + r * columns + j];
            }
        }
        subtractMaxima(columns);
        kernel.exp(turned, 0, turned, 0, columns * stride);
        addUp(columns);
    }

    private void subtractMaxima(int columns) {
        System.arraycopy(turned, 0, maxima, 0, stride);
        for (int j = 1; j < columns; j++) {
            takeLarger(j * stride);
        }
        for (int j = 0; j < columns; j++) {
            subtract(j * stride);
        }
    }

    private void takeLarger(int column) {
        for (int r = 0; r < stride; r += Width.LANES) {
            fromArray(SPECIES, maxima, r)
                    .max(fromArray(SPECIES, turned, column + r))
                    .intoArray(maxima, r);
        }
    }

    private void subtract(int column) {
        for (int r = 0; r < stride; r += Width.LANES) {
            fromArray(SPECIES, turned, column + r)
                    .sub(fromArray(SPECIES, maxima, r))
                    .intoArray(turned, column + r);
        }
    }

    /** Flat sums: of each virtual lane first, then of the lanes by halving their number. */
    private void addUp(int columns) {
        Arrays.fill(lanes, 0, LANES * stride, 0);
        for (int j = 0; j < columns; j++) {
            addRows(turned, j * stride, j % LANES * stride);
        }
        for (int width = LANES / 2; width > 0; width /= 2) {
            for (int lane = 0; lane < width; lane++) {
                addRows(lanes, (lane + width) * stride, lane * stride);
            }
        }
    }

    private void addRows(float[] values, int from, int lane) {
        for (int r = 0; r < stride; r += Width.LANES) {
            fromArray(SPECIES, lanes, lane + r)
                    .add(fromArray(SPECIES, values, from + r))
                    .intoArray(lanes, lane + r);
        }
    }

    private void divideBySums(int columns) {
        for (int r = 0; r < stride; r += Width.LANES) {
            FloatVector sum = fromArray(SPECIES, lanes, r);
            for (int j = 0; j < columns; j++) {
                fromArray(SPECIES, turned, j * stride + r).div(sum).intoArray(turned, j * stride + r);
            }
        }
    }

    private void turnBack(int rows, int columns, float[] p, int pFrom) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                p[pFrom + r * columns + j] = turned[j * stride + r];
            }
        }
    }
}
