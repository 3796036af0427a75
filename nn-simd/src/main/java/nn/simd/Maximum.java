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
        int last = from + n - Width.LANES; // whole vectors up to here need not end here
        FloatVector max = fromArray(SPECIES, x, from);
        for (int i = from + Width.LANES; i < last; i += Width.LANES) {
            max = fromArray(SPECIES, x, i).max(max);
        }
        return fromArray(SPECIES, x, last).max(max).reduceLanes(MAX);
    }

    /** The largest magnitude of n elements that fill whole vectors, 0 if there are none. */
    static float ofMagnitudes(float[] x, int from, int n) {
        IntVector max = IntVector.zero(Width.INTEGERS);
        for (int i = from; i < from + n; i += Width.LANES) {
            // Without their signs, floats are in the order of their bits, and NaN comes last.
            max = fromArray(SPECIES, x, i).abs().reinterpretAsInts().max(max);
        }
        return Float.intBitsToFloat(IntVector.zero(Width.INTEGERS).max(max).reduceLanes(MAX));
    }
}
