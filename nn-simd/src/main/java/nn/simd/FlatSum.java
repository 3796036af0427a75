package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static nn.core.kernel.MatrixKernel.LANES;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over the elements of an array in the order that {@link nn.core.kernel.MatrixKernel} lays down for flat sums. Its
 * virtual lanes are one vector of 512 bits, two of 256 or four of 128; each vector of lanes takes a pass of its own.
 *
 * <p>The vectors of lanes meet in an array, not as results of methods: a vector that crosses a call which is not inlined
 * becomes an object. An instance serves one thread.
 */
final class FlatSum {

    /** Vectors that hold the virtual lanes. */
    private static final int VECTORS = LANES / Width.LANES;

    private static final VectorShuffle<Float> DOWN_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> DOWN_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> DOWN_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> DOWN_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private final float[] lanes = new float[LANES];

    /** Σ x_i. */
    float of(float[] x, int from, int n) {
        for (int vector = 0; vector < VECTORS; vector++) {
            add(vector * Width.LANES, x, from, n);
        }
        return combined();
    }

    private void add(int lane, float[] x, int from, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = lane; i < n; i += LANES) {
            VectorMask<Float> used = SPECIES.indexInRange(i, n);
            sum = sum.add(fromArray(SPECIES, x, from + i, used), used);
        }
        sum.intoArray(lanes, lane);
    }

    /** Σ exp(x_i − shift). */
    float ofExp(float[] x, int from, int n, float shift) {
        for (int vector = 0; vector < VECTORS; vector++) {
            addExp(vector * Width.LANES, x, from, n, shift);
        }
        return combined();
    }

    private void addExp(int lane, float[] x, int from, int n, float shift) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = lane; i < n; i += LANES) {
            VectorMask<Float> used = SPECIES.indexInRange(i, n);
            FloatVector shifted = fromArray(SPECIES, x, from + i, used).sub(shift);
            sum = sum.add(VectorFunctions.exp(shifted), used);
        }
        sum.intoArray(lanes, lane);
    }

    /** Σ x_i·y_i. */
    float ofProducts(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int vector = 0; vector < VECTORS; vector++) {
            addProducts(vector * Width.LANES, x, xFrom, y, yFrom, n);
        }
        return combined();
    }

    private void addProducts(int lane, float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int i = lane;
        for (; i <= n - Width.LANES; i += LANES) {
            sum = fromArray(SPECIES, x, xFrom + i).fma(fromArray(SPECIES, y, yFrom + i), sum);
        }
        if (i < n) {
            VectorMask<Float> rest = SPECIES.indexInRange(i, n);
            FloatVector xs = fromArray(SPECIES, x, xFrom + i, rest);
            FloatVector ys = fromArray(SPECIES, y, yFrom + i, rest);
            sum = sum.blend(xs.fma(ys, sum), rest); // fma under a mask would put x into the other lanes
        }
        sum.intoArray(lanes, lane);
    }

    /** Adds up the lanes, halving their number in each step: first whole vectors, then within one. */
    private float combined() {
        FloatVector sum = fromArray(SPECIES, lanes, 0);
        if (VECTORS == 2) {
            sum = sum.add(fromArray(SPECIES, lanes, Width.LANES));
        }
        if (VECTORS == 4) {
            FloatVector first = sum.add(fromArray(SPECIES, lanes, 2 * Width.LANES));
            FloatVector second = fromArray(SPECIES, lanes, Width.LANES).add(fromArray(SPECIES, lanes, 3 * Width.LANES));
            sum = first.add(second);
        }
        if (Width.LANES > 8) {
            sum = sum.add(sum.rearrange(DOWN_8));
        }
        if (Width.LANES > 4) {
            sum = sum.add(sum.rearrange(DOWN_4));
        }
        sum = sum.add(sum.rearrange(DOWN_2));
        sum = sum.add(sum.rearrange(DOWN_1));
        return sum.lane(0);
    }
}
