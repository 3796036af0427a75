package nn.core.kernel;

/**
 * The numbers inside the formulas of {@link ElementaryFunctions}, public so that a vector kernel computes with the same
 * ones.
 *
 * <p>{@code src/test/scripts/fit_elementary_functions.py} derives the polynomials: each minimizes the largest relative
 * error of its function, with coefficients rounded to {@code float} one after the other. A name ends in the power that the
 * coefficient belongs to.
 */
public final class ElementaryCoefficients {

    /**
     * Added to a number of magnitude below 2²², this leaves the number rounded to an integer in the low bits of the sum
     * (1.5 · 2²³: there, neighbouring floats are 1 apart).
     */
    public static final float ROUNDER = 0x1.8p23f;

    /** The bits of {@link #ROUNDER}; subtracted from the bits of the sum, they leave the integer. */
    public static final int ROUNDER_BITS = 0x4b400000;

    /** 1 / ln 2. */
    public static final float LOG2_E = 0x1.715476p0f;

    /** The leading bits of ln 2, so few that the product with a binary exponent is exact. */
    public static final float LN2_HIGH = 0x1.62e4p-1f;

    /** What {@link #LN2_HIGH} lacks of ln 2. */
    public static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** Below this, exp is 0 when rounded. */
    public static final float EXP_LOWEST = -105f;

    /** Above this, exp overflows. */
    public static final float EXP_HIGHEST = 89f;

    /** Below this, expm1 is −1 when rounded. */
    public static final float EXPM1_LOWEST = -18f;

    /** Up to this magnitude, expm1(x) is x when rounded. */
    public static final float EXPM1_TINY = 0x1p-25f;

    /** P of {@code exp(r) = 1 + r + r²·P(r)} for |r| ≤ ln(2)/2. */
    public static final float EXP_0 = 0x1.fffffcp-2f;

    /** Coefficient of r in P. */
    public static final float EXP_1 = 0x1.555494p-3f;

    /** Coefficient of r² in P. */
    public static final float EXP_2 = 0x1.5558bep-5f;

    /** Coefficient of r³ in P. */
    public static final float EXP_3 = 0x1.123856p-7f;

    /** Coefficient of r⁴ in P. */
    public static final float EXP_4 = 0x1.6a3d04p-10f;

    /** The factor, 2²⁴, that makes subnormal arguments of log normal. */
    public static final float LOG_SCALE = 0x1p24f;

    /** The binary exponent of {@link #LOG_SCALE}. */
    public static final int LOG_SCALE_EXPONENT = 24;

    /** The bits of √½, where the range [√½, √2) of reduced arguments of log begins. */
    public static final int SQRT_HALF_BITS = 0x3f3504f3;

    /** √2 − 1: where 1 + u leaves the range of reduced arguments of log. */
    public static final float SQRT_TWO_MINUS_ONE = 0x1.a82798p-2f;

    /** P of {@code ln(1 + f) = f − f²/2 + f³·P(f)} for √½ ≤ 1 + f ≤ √2. */
    public static final float LOG_0 = 0x1.555548p-2f;

    /** Coefficient of f in P. */
    public static final float LOG_1 = -0x1.000006p-2f;

    /** Coefficient of f² in P. */
    public static final float LOG_2 = 0x1.99a476p-3f;

    /** Coefficient of f³ in P. */
    public static final float LOG_3 = -0x1.555c44p-3f;

    /** Coefficient of f⁴ in P. */
    public static final float LOG_4 = 0x1.233ba2p-3f;

    /** Coefficient of f⁵ in P. */
    public static final float LOG_5 = -0x1.fc28cap-4f;

    /** Coefficient of f⁶ in P. */
    public static final float LOG_6 = 0x1.e6c00ap-4f;

    /** Coefficient of f⁷ in P. */
    public static final float LOG_7 = -0x1.de01dcp-4f;

    /** Coefficient of f⁸ in P. */
    public static final float LOG_8 = 0x1.14733ep-4f;

    /** Up to this magnitude, tanh is a polynomial. */
    public static final float TANH_THRESHOLD = 0.625f;

    /** P of {@code tanh(x) = x + x³·P(x²)} for |x| ≤ {@link #TANH_THRESHOLD}. */
    public static final float TANH_0 = -0x1.555532p-2f;

    /** Coefficient of x² in P. */
    public static final float TANH_1 = 0x1.1106f6p-3f;

    /** Coefficient of x⁴ in P. */
    public static final float TANH_2 = -0x1.b835a4p-5f;

    /** Coefficient of x⁶ in P. */
    public static final float TANH_3 = 0x1.51f8cep-6f;

    /** Coefficient of x⁸ in P. */
    public static final float TANH_4 = -0x1.750ce2p-8f;

    /** Up to this magnitude, erf is a polynomial. */
    public static final float ERF_THRESHOLD = 0.84375f;

    /** Above this, erf is 1 when rounded. */
    public static final float ERF_HIGHEST = 4;

    /** P of {@code erf(x) = x + x·P(x²)} for |x| ≤ {@link #ERF_THRESHOLD}. */
    public static final float ERF_NEAR_0 = 0x1.06eba8p-3f;

    /** Coefficient of x² in P. */
    public static final float ERF_NEAR_1 = -0x1.812728p-2f;

    /** Coefficient of x⁴ in P. */
    public static final float ERF_NEAR_2 = 0x1.ce25e8p-4f;

    /** Coefficient of x⁶ in P. */
    public static final float ERF_NEAR_3 = -0x1.b73f58p-6f;

    /** Coefficient of x⁸ in P. */
    public static final float ERF_NEAR_4 = 0x1.4bbc48p-8f;

    /** Coefficient of x¹⁰ in P. */
    public static final float ERF_NEAR_5 = -0x1.4e3b52p-11f;

    /** P of {@code erf(x) = 1 − e^(−x·P(x))} for {@link #ERF_THRESHOLD} ≤ x ≤ {@link #ERF_HIGHEST}. */
    public static final float ERF_FAR_0 = 0x1.20e75ep0f;

    /** Coefficient of x in P. */
    public static final float ERF_FAR_1 = 0x1.4575aep-1f;

    /** Coefficient of x² in P. */
    public static final float ERF_FAR_2 = 0x1.af73b8p-4f;

    /** Coefficient of x³ in P. */
    public static final float ERF_FAR_3 = -0x1.77ce32p-6f;

    /** Coefficient of x⁴ in P. */
    public static final float ERF_FAR_4 = 0x1.a7589p-9f;

    /** Coefficient of x⁵ in P. */
    public static final float ERF_FAR_5 = -0x1.c49652p-13f;

    /** 2 / π. */
    public static final float INVERSE_RIGHT_ANGLE = 0x1.45f306p-1f;

    /** π/2 as a float; the sum with the next two is π/2 to 74 bits. */
    public static final float RIGHT_ANGLE_HIGH = 0x1.921fb6p0f;

    /** What {@link #RIGHT_ANGLE_HIGH} lacks of π/2. */
    public static final float RIGHT_ANGLE_MIDDLE = -0x1.777a5cp-25f;

    /** What the two lack together. */
    public static final float RIGHT_ANGLE_LOW = -0x1.ee59dap-50f;

    /** From this magnitude on, three floats are too few for the remainder of a division by π/2. */
    public static final float ANGLE_FAR = 0x1p16f;

    /** P of {@code sin(r) = r + r³·P(r²)} for |r| up to a little more than π/4. */
    public static final float SIN_0 = -0x1.555544p-3f;

    /** Coefficient of r² in P. */
    public static final float SIN_1 = 0x1.1106c6p-7f;

    /** Coefficient of r⁴ in P. */
    public static final float SIN_2 = -0x1.991bf4p-13f;

    /** P of {@code cos(r) = 1 − r²/2 + r⁴·P(r²)} for |r| up to a little more than π/4. */
    public static final float COS_0 = 0x1.55554ap-5f;

    /** Coefficient of r² in P. */
    public static final float COS_1 = -0x1.6c0c26p-10f;

    /** Coefficient of r⁴ in P. */
    public static final float COS_2 = 0x1.99e706p-16f;

    private ElementaryCoefficients() {}
}
