package nn.core.random;

/**
 * A counter-based random generator: the number at an index is a hash of key and index, so that the numbers do not depend on
 * the order in which they are asked for, on threads, or on what happened before. Nothing needs to be saved to resume.
 *
 * <p>The number at index i is the i-th output of SplitMix64 started from the key (Steele, Lea, Flood: "Fast splittable
 * pseudorandom number generators", OOPSLA 2014; the finalizer is Stafford's variant 13). Keys are derived by the same hash.
 *
 * @param key the 64 bits from which all numbers follow
 */
public record RandomKey(long key) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** The key of a purpose under a person's seed. */
    public static RandomKey of(long seed, Purpose purpose) {
        return new RandomKey(mix(seed + GOLDEN_GAMMA)).with(purpose.number());
    }

    /** A key of its own for a part of this one, such as a layer, an epoch or a step. */
    public RandomKey with(long part) {
        return new RandomKey(derived(key, part));
    }

    /** {@link #with} on bare keys, for steps that allocate nothing. */
    public static long derived(long key, long part) {
        return mix(mix(key ^ 0x5851F42D4C957F2DL) + (part + 1) * GOLDEN_GAMMA);
    }

    /** 64 random bits. */
    public long bits(long index) {
        return bits(key, index);
    }

    /** 64 random bits of a bare key, for steps that allocate nothing. */
    public static long bits(long key, long index) {
        return mix(key + (index + 1) * GOLDEN_GAMMA);
    }

    /** A multiple of 2⁻²⁴ in [0, 1). */
    public float uniform(long index) {
        return (bits(index) >>> 40) * 0x1p-24f;
    }

    /** A multiple of 2⁻⁵³ in [0, 1). */
    public double uniformDouble(long index) {
        return (bits(index) >>> 11) * 0x1p-53;
    }

    /** A whole number in [0, bound); the bias is below 2⁻³². */
    public int below(int bound, long index) {
        return (int) Math.unsignedMultiplyHigh(bits(index), bound);
    }

    /** A standard normal number (Box and Muller, 1958); uses the two uniform numbers 2·index and 2·index + 1. */
    public double normal(long index) {
        // 1 − u lies in (0, 1], so the logarithm is finite.
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniformDouble(2 * index)));
        return radius * StrictMath.cos(2 * Math.PI * uniformDouble(2 * index + 1));
    }

    /**
     * Shuffles an array (Fisher and Yates).
     *
     * @param values shuffled in place
     */
    public void shuffle(int[] values) {
        shuffle(values, 0, values.length);
    }

    /**
     * Shuffles a part of an array, as if it were an array of its own.
     *
     * @param values shuffled in place
     * @param from index of the first
     * @param to index behind the last
     */
    public void shuffle(int[] values, int from, int to) {
        for (int i = to - from - 1; i > 0; i--) {
            int j = below(i + 1, i);
            int swapped = values[from + i];
            values[from + i] = values[from + j];
            values[from + j] = swapped;
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
