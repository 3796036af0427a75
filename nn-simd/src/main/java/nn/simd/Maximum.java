package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.MAX;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** The largest of many elements, NaN if there is one. Unlike a sum, it does not depend on the order. */
final class Maximum {

    private Maximum() {}

    /** The largest of n elements that fill a vector or more. */
    static float of(float[] x, int from, int n) {
        int last = from + n - Width.LANES;
        FloatVector max = fromArray(SPECIES, x, last); // whole vectors up to here need not end here
        for (int i = from; i < last; i += Width.LANES) {
            max = max.lanewise(MAX, fromArray(SPECIES, x, i));
        }
        return max.reduceLanes(MAX);
    }

    /** The largest magnitude of n elements that fill whole vectors, 0 if there are none. */
    static float ofMagnitudes(float[] x, int from, int n) {
        IntVector max = IntVector.zero(Width.INTEGERS);
        for (int i = from; i < from + n; i += Width.LANES) {
            // Without their signs, floats are in the order of their bits, and NaN comes last.
            max = max.max(fromArray(SPECIES, x, i).abs().reinterpretAsInts());
        }
        return Float.intBitsToFloat(max.reduceLanes(MAX));
    }
}
