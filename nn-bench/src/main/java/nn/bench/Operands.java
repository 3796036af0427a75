package nn.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The operands of a product, twice: as arrays for kernels and, with the same numbers, as memory outside the heap for native
 * libraries, aligned to cache lines as such libraries are used.
 *
 * @param product what is multiplied
 * @param a A as an array
 * @param b B as an array
 * @param c C as an array
 * @param nativeA A outside the heap
 * @param nativeB B outside the heap
 * @param nativeC C outside the heap
 */
record Operands(
        Product product,
        float[] a,
        float[] b,
        float[] c,
        MemorySegment nativeA,
        MemorySegment nativeB,
        MemorySegment nativeC) {

    private static final int CACHE_LINE = 64;

    /** Makes operands of normal numbers, the same in every run, that live as long as the arena. */
    static Operands of(Product product, Arena arena) {
        float[] a = Kernels.normal(product.m() * product.k());
        float[] b = Kernels.normal(product.k() * product.n());
        float[] c = new float[product.m() * product.n()];
        return new Operands(product, a, b, c, copy(a, arena), copy(b, arena), copy(c, arena));
    }

    private static MemorySegment copy(float[] values, Arena arena) {
        MemorySegment segment = arena.allocate((long) values.length * Float.BYTES, CACHE_LINE);
        return segment.copyFrom(MemorySegment.ofArray(values));
    }

    /** Makes both C not a number, so that an element that is not written is noticed. */
    void forgetResults() {
        Arrays.fill(c, Float.NaN);
        nativeC.copyFrom(MemorySegment.ofArray(c));
    }

    /** C outside the heap, as an array. */
    float[] nativeResult() {
        return nativeC.toArray(ValueLayout.JAVA_FLOAT);
    }
}
