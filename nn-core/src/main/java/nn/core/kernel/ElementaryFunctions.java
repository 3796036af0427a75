package nn.core.kernel;

import static nn.core.kernel.ElementaryCoefficients.*;

/**
 * Elementary functions on {@code float} with the same bits on every machine and in every kernel.
 *
 * <p>{@link Math} promises an error, not bits: {@code Math.exp} and its relatives differ between interpreter and compiler.
 * The formulas here use only operations that IEEE 754 fixes to the last bit — {@code + − × ÷}, {@link Math#fma}, comparison,
 * and operations on the bits themselves — and are straight lines in which a comparison only selects one of two values. So
 * a vector kernel computes them with the same operations in the same order on all of its lanes. The one branch, for angles
 * beyond {@link ElementaryCoefficients#ANGLE_FAR}, is too rare to be worth vectors: there it calls the functions here.
 *
 * <p>The error is at most 2 ulp for {@link #exp}, {@link #log}, {@link #tanh}, {@link #sigmoid}, {@link #erf}, {@link #sin} and {@link
 * #cos} and at most 4 ulp for {@link #expm1} and {@link #softplus}, subnormal arguments and results included; NaN gives NaN. The largest errors over all
 * floats are 1.02 (exp), 1.47 (expm1), 0.81 (log), 1.34 (tanh), 1.59 (sigmoid), 1.68 (softplus), 1.58 (sin) and 1.58 ulp (cos).
 *
 * <p>The argument reductions are those of Cody and Waite, "Software Manual for the Elementary Functions" (1980).
 */
public final class ElementaryFunctions {

    private ElementaryFunctions() {}

    /**
     * The exponential function.
     *
     * <pre>e^x = 2^n · e^r,      n = x / ln 2 rounded,      r = x − n·ln 2</pre>
     *
     * @param x any value
     * @return e^x; 0 for −∞, ∞ for ∞
     */
    public static float exp(float x) {
        boolean vanishes = x < EXP_LOWEST;
        float low = vanishes ? 0 : x; // an underflow to 0 would be right but takes a processor long
        float bounded = low > EXP_HIGHEST ? EXP_HIGHEST : low;
        float shifted = Math.fma(bounded, LOG2_E, ROUNDER);
        int n = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        // 2^n need not be a float. In two steps only the second can round: half of n leaves no subnormal.
        int half = n >> 1;
        float result = (1 + expm1Reduced(bounded, shifted)) * powerOfTwo(half) * powerOfTwo(n - half);
        return vanishes ? 0 : result;
    }

    /**
     * The exponential function minus 1, accurate near 0.
     *
     * <pre>e^x − 1 = 2·(2^(n−1)·(e^r − 1) + 2^(n−1) − ½),      n and r as in {@link #exp}</pre>
     *
     * @param x any value
     * @return e^x − 1; −1 for −∞, ∞ for ∞, a zero for the same zero
     */
    public static float expm1(float x) {
        float low = x < EXPM1_LOWEST ? EXPM1_LOWEST : x;
        float bounded = low > EXP_HIGHEST ? EXP_HIGHEST : low;
        float shifted = Math.fma(bounded, LOG2_E, ROUNDER);
        int n = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        float halfScale = powerOfTwo(n - 1); // 2^n overflows for results just below the largest float
        float result = 2 * Math.fma(expm1Reduced(bounded, shifted), halfScale, halfScale - 0.5f);
        return Math.abs(x) < EXPM1_TINY ? x : result;
    }

    /**
     * The natural logarithm.
     *
     * <pre>ln x = k·ln 2 + ln(1 + f),      x = 2^k·(1 + f),      √½ ≤ 1 + f &lt; √2</pre>
     *
     * @param x any value
     * @return ln x; −∞ for zeros, NaN for negative values, ∞ for ∞
     */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * LOG_SCALE : x;
        int bits = Float.floatToRawIntBits(normal) - SQRT_HALF_BITS;
        int k = (bits >> 23) - (subnormal ? LOG_SCALE_EXPONENT : 0);
        float f = Float.intBitsToFloat((bits & 0x7fffff) + SQRT_HALF_BITS) - 1;
        float finite = logReduced(Float.intBitsToFloat(k + ROUNDER_BITS) - ROUNDER, f);
        float positive = x < Float.POSITIVE_INFINITY ? finite : x; // ∞ and NaN are their own logarithms
        float defined = x < 0 ? Float.NaN : positive;
        return x == 0 ? Float.NEGATIVE_INFINITY : defined;
    }

    /**
     * The hyperbolic tangent.
     *
     * <pre>tanh |x| = 1 − 2/(e^(2|x|) + 1),      near 0: |x| + |x|³·P(x²)</pre>
     *
     * @param x any value
     * @return tanh x; ±1 for ±∞, a zero for the same zero
     */
    public static float tanh(float x) {
        float a = Math.abs(x);
        float square = a * a;
        float p = Math.fma(TANH_4, square, TANH_3);
        p = Math.fma(p, square, TANH_2);
        p = Math.fma(p, square, TANH_1);
        p = Math.fma(p, square, TANH_0);
        float near = Math.fma(a * square, p, a);
        float far = 1 - 2 / (exp(a + a) + 1);
        float magnitude = a < TANH_THRESHOLD ? near : far;
        int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | sign);
    }

    /**
     * The logistic function.
     *
     * <pre>1/(1 + e^(−x)) = 1/(1 + u) for x ≥ 0, u/(1 + u) for x &lt; 0,      u = e^(−|x|) = 2^n·e^r</pre>
     *
     * @param x any value
     * @return 1/(1 + e^(−x)); 0 for −∞, 1 for ∞
     */
    public static float sigmoid(float x) {
        float a = -Math.abs(x);
        float bounded = a < EXP_LOWEST ? EXP_LOWEST : a;
        float shifted = Math.fma(bounded, LOG2_E, ROUNDER);
        int n = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        int half = n >> 1;
        float p = expm1Reduced(bounded, shifted);
        float firstScale = powerOfTwo(half);
        float secondScale = powerOfTwo(n - half);
        float u = (1 + p) * firstScale * secondScale;
        float sum = 1 + u;
        float reciprocal = 1 / sum;
        // Rounding errors of u weigh double where u/(1 + u) < 2^i ≤ u. So the numerator is not u but 2^n·(1 + p), its
        // factor 1 + p goes into the last fma, and so does the rounding error of the sum.
        float correction = (sum - 1 - u) * reciprocal;
        boolean negative = x < 0;
        float factor = negative ? Math.fma(correction, 1 + p, p) : correction;
        float scaled = Math.fma(reciprocal, factor, reciprocal);
        return scaled * (negative ? firstScale : 1) * (negative ? secondScale : 1);
    }

    /**
     * The smooth ramp.
     *
     * <pre>ln(1 + e^x) = max(x, 0) + ln(1 + u),      u = e^(−|x|)</pre>
     *
     * @param x any value
     * @return ln(1 + e^x); 0 for −∞, ∞ for ∞
     */
    public static float softplus(float x) {
        float u = exp(-Math.abs(x));
        boolean halve = u > SQRT_TWO_MINUS_ONE; // then 1 + u = 2·(1 + (u − 1)/2)
        float k = halve ? 1 : 0;
        float f = halve ? Math.fma(u, 0.5f, -0.5f) : u;
        float ramp = x > 0 ? x : 0;
        return ramp + logReduced(k, f);
    }

    /**
     * The error function.
     *
     * <pre>erf x = 2/√π · ∫₀ˣ e^(−t²) dt,      erf |x| = 1 − e^(−|x|·P(|x|)),      near 0: |x| + |x|·P(x²)</pre>
     *
     * @param x any value
     * @return erf x; ±1 for ±∞, a zero for the same zero
     */
    public static float erf(float x) {
        float a = Math.abs(x);
        float square = a * a;
        float p = Math.fma(ERF_NEAR_5, square, ERF_NEAR_4);
        p = Math.fma(p, square, ERF_NEAR_3);
        p = Math.fma(p, square, ERF_NEAR_2);
        p = Math.fma(p, square, ERF_NEAR_1);
        p = Math.fma(p, square, ERF_NEAR_0);
        float near = Math.fma(p, a, a);
        float bounded = a > ERF_HIGHEST ? ERF_HIGHEST : a;
        float q = Math.fma(ERF_FAR_5, bounded, ERF_FAR_4);
        q = Math.fma(q, bounded, ERF_FAR_3);
        q = Math.fma(q, bounded, ERF_FAR_2);
        q = Math.fma(q, bounded, ERF_FAR_1);
        q = Math.fma(q, bounded, ERF_FAR_0);
        float exponent = -bounded * q;
        float shifted = Math.fma(exponent, LOG2_E, ROUNDER);
        int n = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        float scale = powerOfTwo(n);
        float far = Math.fma(-scale, expm1Reduced(exponent, shifted), 1 - scale);
        float magnitude = a < ERF_THRESHOLD ? near : far;
        int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | sign);
    }

    /**
     * The sine of an angle in radians.
     *
     * <pre>sin |x| = ±sin r or ±cos r,      |x| = n·π/2 + r,      n rounded</pre>
     *
     * @param x any value
     * @return sin x; NaN for ±∞, a zero for the same zero
     */
    public static float sin(float x) {
        float sine = sineAfterTurns(Math.abs(x), 0);
        int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
        return Float.intBitsToFloat(Float.floatToRawIntBits(sine) ^ sign);
    }

    /**
     * The cosine of an angle in radians: the sine, a right angle further.
     *
     * @param x any value
     * @return cos x; NaN for ±∞
     */
    public static float cos(float x) {
        return sineAfterTurns(Math.abs(x), 1);
    }

    /** sin(a + turns·π/2) for a ≥ 0. */
    private static float sineAfterTurns(float a, int turns) {
        if (!(a < ANGLE_FAR)) {
            return a <= Float.MAX_VALUE ? sineOfFar(a, turns) : Float.NaN;
        }
        float shifted = Math.fma(a, INVERSE_RIGHT_ANGLE, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -RIGHT_ANGLE_HIGH, a); // exact
        r = Math.fma(n, -RIGHT_ANGLE_MIDDLE, r);
        r = Math.fma(n, -RIGHT_ANGLE_LOW, r);
        return sineInQuadrant(r, Float.floatToRawIntBits(shifted) - ROUNDER_BITS + turns);
    }

    /** sin(r + quadrant·π/2). */
    private static float sineInQuadrant(float r, int quadrant) {
        float square = r * r;
        float p = Math.fma(SIN_2, square, SIN_1);
        p = Math.fma(p, square, SIN_0);
        float sine = Math.fma(r * square, p, r);
        float q = Math.fma(COS_2, square, COS_1);
        q = Math.fma(q, square, COS_0);
        float cosine = Math.fma(square * square, q, Math.fma(square, -0.5f, 1));
        float magnitude = (quadrant & 1) == 0 ? sine : cosine;
        int sign = (quadrant & 2) << 30;
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) ^ sign);
    }

    /** 64 zeros, then 2/π in binary: as far as the largest floats reach. */
    private static final long[] INVERSE_RIGHT_ANGLE_BITS = {
        0, 0xa2f9836e4e441529L, 0xfc2757d1f534ddc0L, 0xdb6295993c439041L, 0xfe5163abdebbc561L
    };

    /**
     * As {@link #sineAfterTurns}, with the remainder in whole numbers. Of 2/π only those bits count whose products with a are
     * below 4, since the others are full turns, and 128 of them leave enough behind the point (Payne and Hanek, "Radian
     * reduction for trigonometric functions", SIGNUM Newsletter 18, 1983).
     */
    private static float sineOfFar(float a, int turns) {
        int bits = Float.floatToRawIntBits(a);
        long significand = (bits & 0x7fffff) | 0x800000;
        int exponent = (bits >>> 23) - 150; // a = significand · 2^exponent
        int position = exponent + 62; // of the bit of 2/π whose product with 2^exponent is 2
        long product = significand * inverseBits(position)
                + Math.unsignedMultiplyHigh(significand, inverseBits(position + 64)); // a·2/π mod 4, in units of 2⁻⁶²
        long quadrant = (product + (1L << 61)) >>> 62;
        double r = (product - (quadrant << 62)) * (Math.PI / 2 * 0x1p-62);
        return sineInQuadrant((float) r, (int) quadrant + turns);
    }

    private static long inverseBits(int position) {
        int word = position >>> 6;
        int shift = position & 63;
        long next = INVERSE_RIGHT_ANGLE_BITS[word + 1];
        return (INVERSE_RIGHT_ANGLE_BITS[word] << shift) | ((next >>> 1) >>> (63 - shift));
    }

    /** e^r − 1, where {@code shifted} is {@link ElementaryCoefficients#ROUNDER} + n and r = x − n·ln 2. */
    private static float expm1Reduced(float x, float shifted) {
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_HIGH, x); // exact
        r = Math.fma(n, -LN2_LOW, r);
        float p = Math.fma(EXP_4, r, EXP_3);
        p = Math.fma(p, r, EXP_2);
        p = Math.fma(p, r, EXP_1);
        p = Math.fma(p, r, EXP_0);
        return Math.fma(r * r, p, r);
    }

    /** k·ln 2 + ln(1 + f); the small terms first. */
    private static float logReduced(float k, float f) {
        float square = f * f;
        float p = Math.fma(LOG_8, f, LOG_7);
        p = Math.fma(p, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        p = Math.fma(p, f, LOG_2);
        p = Math.fma(p, f, LOG_1);
        p = Math.fma(p, f, LOG_0);
        float small = Math.fma(f * square, p, k * LN2_LOW);
        small = Math.fma(square, -0.5f, small);
        return Math.fma(k, LN2_HIGH, f + small);
    }

    /** 2^n for −126 ≤ n ≤ 127; anything else comes from NaN and meets NaN again. */
    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
