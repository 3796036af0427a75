package nn.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import nn.core.kernel.ElementaryCoefficients;

/**
 * The numbers of {@link ElementaryCoefficients}, and a few small ones, each on all lanes of a vector.
 *
 * <p>As constants they cost the compiler nothing. Broadcasts inside the formulas would become the same loads in the end,
 * but until then they swell the code so much that C2 gives up inlining (NodeCountInliningCutoff), and then every vector
 * becomes an object. A variable that changes in a loop must not start from one of them: C2 would keep it on the heap.
 */
final class VectorConstants {

    static final FloatVector ZERO = all(0);
    static final FloatVector HALF = all(0.5f);
    static final FloatVector MINUS_HALF = all(-0.5f);
    static final FloatVector ONE = all(1);
    static final FloatVector TWO = all(2);
    static final FloatVector MIN_NORMAL = all(Float.MIN_NORMAL);
    static final FloatVector INFINITY = all(Float.POSITIVE_INFINITY);
    static final FloatVector MINUS_INFINITY = all(Float.NEGATIVE_INFINITY);
    static final FloatVector NAN = all(Float.NaN);

    static final IntVector SIGN_BIT = allInts(Integer.MIN_VALUE);
    static final IntVector SIGNIFICAND_BITS = allInts(0x7fffff);
    static final IntVector EXPONENT_BIAS = allInts(127);
    static final IntVector SQRT_HALF_BITS = allInts(ElementaryCoefficients.SQRT_HALF_BITS);
    static final IntVector ROUNDER_BITS = allInts(ElementaryCoefficients.ROUNDER_BITS);

    static final FloatVector ROUNDER = all(ElementaryCoefficients.ROUNDER);
    static final FloatVector LOG2_E = all(ElementaryCoefficients.LOG2_E);
    static final FloatVector MINUS_LN2_HIGH = all(-ElementaryCoefficients.LN2_HIGH);
    static final FloatVector LN2_HIGH = all(ElementaryCoefficients.LN2_HIGH);
    static final FloatVector LN2_LOW = all(ElementaryCoefficients.LN2_LOW);
    static final FloatVector MINUS_LN2_LOW = all(-ElementaryCoefficients.LN2_LOW);
    static final FloatVector EXP_LOWEST = all(ElementaryCoefficients.EXP_LOWEST);
    static final FloatVector EXP_HIGHEST = all(ElementaryCoefficients.EXP_HIGHEST);
    static final FloatVector EXPM1_LOWEST = all(ElementaryCoefficients.EXPM1_LOWEST);
    static final FloatVector EXPM1_TINY = all(ElementaryCoefficients.EXPM1_TINY);
    static final FloatVector EXP_0 = all(ElementaryCoefficients.EXP_0);
    static final FloatVector EXP_1 = all(ElementaryCoefficients.EXP_1);
    static final FloatVector EXP_2 = all(ElementaryCoefficients.EXP_2);
    static final FloatVector EXP_3 = all(ElementaryCoefficients.EXP_3);
    static final FloatVector EXP_4 = all(ElementaryCoefficients.EXP_4);
    static final FloatVector LOG_SCALE = all(ElementaryCoefficients.LOG_SCALE);
    static final FloatVector LOG_SCALE_EXPONENT = all(ElementaryCoefficients.LOG_SCALE_EXPONENT);
    static final FloatVector SQRT_TWO_MINUS_ONE = all(ElementaryCoefficients.SQRT_TWO_MINUS_ONE);
    static final FloatVector LOG_0 = all(ElementaryCoefficients.LOG_0);
    static final FloatVector LOG_1 = all(ElementaryCoefficients.LOG_1);
    static final FloatVector LOG_2 = all(ElementaryCoefficients.LOG_2);
    static final FloatVector LOG_3 = all(ElementaryCoefficients.LOG_3);
    static final FloatVector LOG_4 = all(ElementaryCoefficients.LOG_4);
    static final FloatVector LOG_5 = all(ElementaryCoefficients.LOG_5);
    static final FloatVector LOG_6 = all(ElementaryCoefficients.LOG_6);
    static final FloatVector LOG_7 = all(ElementaryCoefficients.LOG_7);
    static final FloatVector LOG_8 = all(ElementaryCoefficients.LOG_8);
    static final FloatVector TANH_THRESHOLD = all(ElementaryCoefficients.TANH_THRESHOLD);
    static final FloatVector TANH_0 = all(ElementaryCoefficients.TANH_0);
    static final FloatVector TANH_1 = all(ElementaryCoefficients.TANH_1);
    static final FloatVector TANH_2 = all(ElementaryCoefficients.TANH_2);
    static final FloatVector TANH_3 = all(ElementaryCoefficients.TANH_3);
    static final FloatVector TANH_4 = all(ElementaryCoefficients.TANH_4);
    static final FloatVector ERF_THRESHOLD = all(ElementaryCoefficients.ERF_THRESHOLD);
    static final FloatVector ERF_HIGHEST = all(ElementaryCoefficients.ERF_HIGHEST);
    static final FloatVector ERF_NEAR_0 = all(ElementaryCoefficients.ERF_NEAR_0);
    static final FloatVector ERF_NEAR_1 = all(ElementaryCoefficients.ERF_NEAR_1);
    static final FloatVector ERF_NEAR_2 = all(ElementaryCoefficients.ERF_NEAR_2);
    static final FloatVector ERF_NEAR_3 = all(ElementaryCoefficients.ERF_NEAR_3);
    static final FloatVector ERF_NEAR_4 = all(ElementaryCoefficients.ERF_NEAR_4);
    static final FloatVector ERF_NEAR_5 = all(ElementaryCoefficients.ERF_NEAR_5);
    static final FloatVector ERF_FAR_0 = all(ElementaryCoefficients.ERF_FAR_0);
    static final FloatVector ERF_FAR_1 = all(ElementaryCoefficients.ERF_FAR_1);
    static final FloatVector ERF_FAR_2 = all(ElementaryCoefficients.ERF_FAR_2);
    static final FloatVector ERF_FAR_3 = all(ElementaryCoefficients.ERF_FAR_3);
    static final FloatVector ERF_FAR_4 = all(ElementaryCoefficients.ERF_FAR_4);
    static final FloatVector ERF_FAR_5 = all(ElementaryCoefficients.ERF_FAR_5);
    static final FloatVector INVERSE_RIGHT_ANGLE = all(ElementaryCoefficients.INVERSE_RIGHT_ANGLE);
    static final FloatVector MINUS_RIGHT_ANGLE_HIGH = all(-ElementaryCoefficients.RIGHT_ANGLE_HIGH);
    static final FloatVector MINUS_RIGHT_ANGLE_MIDDLE = all(-ElementaryCoefficients.RIGHT_ANGLE_MIDDLE);
    static final FloatVector MINUS_RIGHT_ANGLE_LOW = all(-ElementaryCoefficients.RIGHT_ANGLE_LOW);
    static final FloatVector ANGLE_FAR = all(ElementaryCoefficients.ANGLE_FAR);
    static final FloatVector SIN_0 = all(ElementaryCoefficients.SIN_0);
    static final FloatVector SIN_1 = all(ElementaryCoefficients.SIN_1);
    static final FloatVector SIN_2 = all(ElementaryCoefficients.SIN_2);
    static final FloatVector COS_0 = all(ElementaryCoefficients.COS_0);
    static final FloatVector COS_1 = all(ElementaryCoefficients.COS_1);
    static final FloatVector COS_2 = all(ElementaryCoefficients.COS_2);

    private VectorConstants() {}

    private static FloatVector all(float value) {
        return FloatVector.broadcast(Width.SPECIES, value);
    }

    private static IntVector allInts(int value) {
        return IntVector.broadcast(Width.INTEGERS, value);
    }
}
