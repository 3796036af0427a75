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
 */
final class FlatSum {

    /** Vectors that hold the virtual lanes. */
    private static final int VECTORS = LANES / Width.LANES;

    private static final VectorShuffle<Float> DOWN_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> DOWN_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> DOWN_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> DOWN_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private FlatSum() {}

    /** Σ x_i. */
    static float of(float[] x, int from, int n) {
        FloatVector first = lanes(0, x, from, n);
        if (VECTORS == 1) {
            return combined(first);
        }
        FloatVector second = lanes(1, x, from, n);
        if (VECTORS == 2) {
            return combined(first.add(second));
        }
        FloatVector even = first.add(lanes(2, x, from, n));
        FloatVector odd = second.add(lanes(3, x, from, n));
        return combined(even.add(odd));
    }

    private static FloatVector lanes(int vector, float[] x, int from, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = vector * Width.LANES; i < n; i += LANES) {
            VectorMask<Float> used = SPECIES.indexInRange(i, n);
            sum = sum.add(fromArray(SPECIES, x, from + i, used), used);
        }
        return sum;
    }

    /** Σ exp(x_i − shift). */
    static float ofExp(float[] x, int from, int n, float shift) {
        FloatVector first = expLanes(0, x, from, n, shift);
        if (VECTORS == 1) {
            return combined(first);
        }
        FloatVector second = expLanes(1, x, from, n, shift);
        if (VECTORS == 2) {
            return combined(first.add(second));
        }
        FloatVector even = first.add(expLanes(2, x, from, n, shift));
        FloatVector odd = second.add(expLanes(3, x, from, n, shift));
        return combined(even.add(odd));
    }

    private static FloatVector expLanes(int vector, float[] x, int from, int n, float shift) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = vector * Width.LANES; i < n; i += LANES) {
            VectorMask<Float> used = SPECIES.indexInRange(i, n);
            FloatVector shifted = fromArray(SPECIES, x, from + i, used).sub(shift);
            sum = sum.add(VectorFunctions.exp(shifted), used);
        }
        return sum;
    }

    /** Σ x_i·y_i. */
    static float ofProducts(float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatVector first = productLanes(0, x, xFrom, y, yFrom, n);
        if (VECTORS == 1) {
            return combined(first);
        }
        FloatVector second = productLanes(1, x, xFrom, y, yFrom, n);
        if (VECTORS == 2) {
            return combined(first.add(second));
        }
        FloatVector even = first.add(productLanes(2, x, xFrom, y, yFrom, n));
        FloatVector odd = second.add(productLanes(3, x, xFrom, y, yFrom, n));
        return combined(even.add(odd));
    }

    private static FloatVector productLanes(int vector, float[] x, int xFrom, float[] y, int yFrom, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int i = vector * Width.LANES;
        for (; i <= n - Width.LANES; i += LANES) {
            sum = fromArray(SPECIES, x, xFrom + i).fma(fromArray(SPECIES, y, yFrom + i), sum);
        }
        if (i < n) {
            VectorMask<Float> rest = SPECIES.indexInRange(i, n);
            FloatVector xs = fromArray(SPECIES, x, xFrom + i, rest);
            FloatVector ys = fromArray(SPECIES, y, yFrom + i, rest);
            sum = sum.blend(xs.fma(ys, sum), rest); // fma under a mask would put x into the other lanes
        }
        return sum;
    }

    /** Adds up the lanes of one vector, halving their number in each step. */
    private static float combined(FloatVector lanes) {
        FloatVector sum = lanes;
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
