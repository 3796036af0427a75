package nn.data;

import java.math.BigInteger;

/**
 * The double nearest to a decimal number, without making objects. Source: Lemire, "Number parsing at a gigabyte per second",
 * Software: Practice and Experience 51 (2021), algorithm 1; the table is that of its section 5, made by arithmetic.
 *
 * <p>Idea: 10^p = 5^p · 2^p, and the first 128 bits of 5^p decide almost always to which side the product with the digits is to
 * be rounded.
 */
final class NearestDouble {

    private static final int MIN_POWER = -342;
    private static final int MAX_POWER = 308;
    private static final int FRACTION_BITS = 52;
    private static final int EXPONENT_BIAS = 1023;
    private static final long[] HIGH = new long[MAX_POWER - MIN_POWER + 1];
    private static final long[] LOW = new long[HIGH.length];

    static {
        for (int power = MIN_POWER; power <= MAX_POWER; power++) {
            BigInteger five = BigInteger.valueOf(5).pow(Math.abs(power));
            BigInteger bits;
            if (power >= 0) {
                bits = five.shiftLeft(Math.max(0, 128 - five.bitLength()));
            } else {
                // A reciprocal is cut from above.
                int shift = power >= -27 ? five.bitLength() + 127 : 2 * five.bitLength() + 128;
                bits = BigInteger.ONE.shiftLeft(shift).divide(five).add(BigInteger.ONE);
            }
            bits = bits.shiftRight(Math.max(0, bits.bitLength() - 128));
            HIGH[power - MIN_POWER] = bits.shiftRight(64).longValue();
            LOW[power - MIN_POWER] = bits.longValue();
        }
    }

    private NearestDouble() {}

    /**
     * The double nearest to digits · 10^power, ties to even.
     *
     * @param digits taken as unsigned, not 0
     * @param power any power of ten
     * @return NaN if this way does not decide, as for subnormal numbers and infinities
     */
    static double of(long digits, int power) {
        if (power < MIN_POWER || power > MAX_POWER) {
            return Double.NaN;
        }
        int shift = Long.numberOfLeadingZeros(digits);
        long w = digits << shift;
        long five = HIGH[power - MIN_POWER];
        long high = Math.unsignedMultiplyHigh(w, five);
        long low = w * five;
        if ((high & 0x1FF) == 0x1FF) {
            // The bits below might carry into those that decide.
            long carry = Math.unsignedMultiplyHigh(w, LOW[power - MIN_POWER]);
            low += carry;
            if (Long.compareUnsigned(carry, low) > 0) {
                high++;
            }
        }
        if (low == -1 && (power < -27 || power > 55)) {
            return Double.NaN;
        }
        int upper = (int) (high >>> 63);
        int cut = upper + 64 - FRACTION_BITS - 3;
        long significand = high >>> cut;
        long exponent = ((217706L * power) >> 16) + 63 + upper - shift + EXPONENT_BIAS;
        if (exponent <= 0) {
            return Double.NaN;
        }
        boolean mayBeTie = Long.compareUnsigned(low, 1) <= 0 && power >= -4 && power <= 23 && (significand & 3) == 1;
        if (mayBeTie && significand << cut == high) {
            significand &= ~1L;
        }
        significand = (significand + (significand & 1)) >>> 1;
        if (significand == 2L << FRACTION_BITS) {
            significand >>>= 1;
            exponent++;
        }
        if (exponent >= 2 * EXPONENT_BIAS + 1) {
            return Double.NaN;
        }
        return Double.longBitsToDouble(exponent << FRACTION_BITS | (significand & ((1L << FRACTION_BITS) - 1)));
    }
}
