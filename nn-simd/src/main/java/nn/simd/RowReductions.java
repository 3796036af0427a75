package nn.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.MAX;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import nn.core.kernel.ElementaryFunctions;

/** Softmax and log-sum-exp of one row. */
final class RowReductions {

    private RowReductions() {}

    /** {@code p = exp(z − m) / Σ exp(z − m)}, where m is the largest element. */
    static void softmax(int n, float[] z, int zFrom, float[] p, int pFrom, FlatSum sums) {
        float max = max(z, zFrom, n);
        for (int i = 0; i < n; i += Width.LANES) {
            VectorMask<Float> used = SPECIES.indexInRange(i, n);
            FloatVector shifted = fromArray(SPECIES, z, zFrom + i, used).sub(max);
            VectorFunctions.exp(shifted).intoArray(p, pFrom + i, used);
        }
        float sum = sums.of(p, pFrom, n);
        for (int i = 0; i < n; i += Width.LANES) {
            VectorMask<Float> used = SPECIES.indexInRange(i, n);
            fromArray(SPECIES, p, pFrom + i, used).div(sum).intoArray(p, pFrom + i, used);
        }
    }

    /** {@code m + ln Σ exp(z − m)}, where m is the largest element. */
    static float logSumExp(int n, float[] z, int zFrom, FlatSum sums) {
        float max = max(z, zFrom, n);
        return max + ElementaryFunctions.log(sums.ofExp(z, zFrom, n, max));
    }

    /** The largest element, NaN if there is one; unlike a sum, it does not depend on the order. */
    private static float max(float[] x, int from, int n) {
        FloatVector max = broadcast(SPECIES, Float.NEGATIVE_INFINITY); // a constant would be boxed in the loop
        for (int i = 0; i < n; i += Width.LANES) {
            VectorMask<Float> used = SPECIES.indexInRange(i, n);
            max = max.lanewise(MAX, fromArray(SPECIES, x, from + i, used), used);
        }
        return max.reduceLanes(MAX);
    }
}
