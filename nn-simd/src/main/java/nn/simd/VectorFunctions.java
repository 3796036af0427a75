package nn.simd;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static nn.simd.VectorConstants.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * The functions of {@link nn.core.kernel.ElementaryFunctions} on all lanes of a vector: the same operations in the same
 * order, hence the same bits. The reasons for the formulas stand there; a select {@code condition ? a : b} there is {@code
 * b.blend(a, condition)} here.
 */
final class VectorFunctions {

    private VectorFunctions() {}

    static FloatVector exp(FloatVector x) {
        VectorMask<Float> vanishes = x.lt(EXP_LOWEST);
        FloatVector low = x.blend(ZERO, vanishes);
        FloatVector bounded = low.blend(EXP_HIGHEST, low.compare(GT, EXP_HIGHEST));
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
        IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = n.lanewise(ASHR, 1);
        FloatVector result =
                expm1Reduced(bounded, shifted).add(ONE).mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
        return result.blend(ZERO, vanishes);
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector low = x.blend(EXPM1_LOWEST, x.lt(EXPM1_LOWEST));
        FloatVector bounded = low.blend(EXP_HIGHEST, low.compare(GT, EXP_HIGHEST));
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
        IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        FloatVector halfScale = powerOfTwo(n.sub(1));
        FloatVector result = expm1Reduced(bounded, shifted)
                .fma(halfScale, halfScale.sub(HALF))
                .mul(TWO);
        return result.blend(x, x.abs().lt(EXPM1_TINY));
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.lt(MIN_NORMAL);
        FloatVector normal = x.mul(LOG_SCALE, subnormal);
        IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
        IntVector k = bits.lanewise(ASHR, 23).sub(LOG_SCALE_EXPONENT, subnormal.cast(Width.INTEGERS));
        FloatVector f = bits.and(SIGNIFICAND_BITS)
                .add(SQRT_HALF_BITS)
                .reinterpretAsFloats()
                .sub(ONE);
        FloatVector finite =
                logReduced(k.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER), f);
        FloatVector positive = x.blend(finite, x.lt(INFINITY));
        FloatVector defined = positive.blend(NAN, x.lt(ZERO));
        return defined.blend(MINUS_INFINITY, x.eq(ZERO));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector square = a.mul(a);
        FloatVector p = TANH_4.fma(square, TANH_3);
        p = p.fma(square, TANH_2);
        p = p.fma(square, TANH_1);
        p = p.fma(square, TANH_0);
        FloatVector near = a.mul(square).fma(p, a);
        FloatVector far = ONE.sub(TWO.div(exp(a.add(a)).add(ONE)));
        FloatVector magnitude = far.blend(near, a.lt(TANH_THRESHOLD));
        IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
        return magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector a = x.abs().neg();
        FloatVector bounded = a.blend(EXP_LOWEST, a.lt(EXP_LOWEST));
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
        IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = n.lanewise(ASHR, 1);
        FloatVector p = expm1Reduced(bounded, shifted);
        FloatVector onePlusP = p.add(ONE);
        FloatVector firstScale = powerOfTwo(half);
        FloatVector secondScale = powerOfTwo(n.sub(half));
        FloatVector u = onePlusP.mul(firstScale).mul(secondScale);
        FloatVector sum = u.add(ONE);
        FloatVector reciprocal = ONE.div(sum);
        FloatVector correction = sum.sub(ONE).sub(u).mul(reciprocal);
        VectorMask<Float> negative = x.lt(ZERO);
        FloatVector factor = correction.blend(correction.fma(onePlusP, p), negative);
        FloatVector scaled = reciprocal.fma(factor, reciprocal);
        return scaled.mul(ONE.blend(firstScale, negative)).mul(ONE.blend(secondScale, negative));
    }

    static FloatVector softplus(FloatVector x) {
        FloatVector u = exp(x.abs().neg());
        VectorMask<Float> halve = u.compare(GT, SQRT_TWO_MINUS_ONE);
        FloatVector k = ZERO.blend(ONE, halve);
        FloatVector f = u.blend(u.fma(HALF, MINUS_HALF), halve);
        FloatVector ramp = ZERO.blend(x, x.compare(GT, ZERO));
        return ramp.add(logReduced(k, f));
    }

    private static FloatVector expm1Reduced(FloatVector x, FloatVector shifted) {
        FloatVector n = shifted.sub(ROUNDER);
        FloatVector r = n.fma(MINUS_LN2_HIGH, x);
        r = n.fma(MINUS_LN2_LOW, r);
        FloatVector p = EXP_4.fma(r, EXP_3);
        p = p.fma(r, EXP_2);
        p = p.fma(r, EXP_1);
        p = p.fma(r, EXP_0);
        return r.mul(r).fma(p, r);
    }

    private static FloatVector logReduced(FloatVector k, FloatVector f) {
        FloatVector square = f.mul(f);
        FloatVector p = LOG_8.fma(f, LOG_7);
        p = p.fma(f, LOG_6);
        p = p.fma(f, LOG_5);
        p = p.fma(f, LOG_4);
        p = p.fma(f, LOG_3);
        p = p.fma(f, LOG_2);
        p = p.fma(f, LOG_1);
        p = p.fma(f, LOG_0);
        FloatVector small = f.mul(square).fma(p, k.mul(LN2_LOW));
        small = square.fma(MINUS_HALF, small);
        return k.fma(LN2_HIGH, f.add(small));
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
    }
}
