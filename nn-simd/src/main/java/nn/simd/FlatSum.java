package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.core.kernel.MatrixKernel.LANES;
import static nn.simd.Width.NOTHING;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums over the elements of an array in the order that {@link nn.core.kernel.MatrixKernel} lays down for flat sums. Its
 * virtual lanes are one vector of 512 bits, two of 256 or four of 128; each vector of lanes takes a pass of its own.
 *
 * <p>The vectors of lanes meet in an array, not as results of methods: a vector that crosses a call which is not inlined
 * becomes an object. An instance serves one thread.
 */
final class FlatSum {

    private final float[] lanes = new float[LANES];

    /** Σ x_i. */
    float of(float[] x, int from, int n) {
        int whole = n - n % LANES;
        for (int lane = 0; lane < LANES; lane += Width.LANES) {
            add(lane, x, from + lane, whole);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] += x[from + i];
        }
        return combined();
    }

    private void add(int lane, float[] x, int from, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = from; i < from + n; i += LANES) {
            sum = fromArray(SPECIES, x, i).add(sum);
        }
        NOTHING.add(sum).intoArray(lanes, lane);
    }

    /** Σ x_i·y_i. */
    float ofProducts(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int whole = n - n % LANES;
        for (int lane = 0; lane < LANES; lane += Width.LANES) {
            addProducts(lane, x, xFrom + lane, y, yFrom + lane, whole);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] = Math.fma(x[xFrom + i], y[yFrom + i], lanes[i - whole]);
        }
        return combined();
    }

    private void addProducts(int lane, float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < n; i += LANES) {
            sum = fromArray(SPECIES, x, xFrom + i).fma(fromArray(SPECIES, y, yFrom + i), sum);
        }
        NOTHING.add(sum).intoArray(lanes, lane);
    }

    /** Adds up the lanes, halving their number in each step. */
    private float combined() {
        for (int width = LANES / 2; width > 0; width /= 2) {
            for (int lane = 0; lane < width; lane++) {
                lanes[lane] += lanes[lane + width];
            }
        }
        return lanes[0];
    }
}
