package nn.simd;

/**
 * Finds out whether {@link Math#fma} is an instruction. No property of the JVM tells, but the difference is plain: the
 * emulation goes through {@link java.math.BigDecimal} and takes microseconds, the instruction nanoseconds, even when the
 * loop around it is interpreted.
 */
final class FmaProbe {

    private static final int CALLS = 64;
    private static final int TRIES = 5;
    private static final long FAST_NANOSECONDS = 500L * CALLS;

    private FmaProbe() {}

    /** Whether the best of a few tries took less than half a microsecond for each fma. */
    static boolean isFast() {
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            float sum = chain();
            if (System.nanoTime() - start < FAST_NANOSECONDS && sum > 0) {
                return true;
            }
        }
        return false;
    }

    private static float chain() {
        float sum = 1;
        for (int i = 0; i < CALLS; i++) {
            sum = Math.fma(sum, 1.1f, 0.1f);
        }
        return sum;
    }
}
