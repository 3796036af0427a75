package nn.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static nn.simd.VectorConstants.*;
import static nn.simd.Width.SPECIES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;

/**
 * The functions of {@link nn.core.kernel.ElementaryFunctions} on arrays of whole vectors: the same operations in the same
 * order, hence the same bits. The reasons for the formulas stand there; a select {@code condition ? a : b} there is {@code
 * b.blend(a, condition)} here.
 *
 * <p>The loops call nothing but the Vector API, so the few lines of e^r − 1, of 2^n and of ln(1 + f) stand in several of
 * them. C2 always inlines the Vector API. It stops inlining methods of our own when what it has inlined before, in the
 * callers too, exceeds a limit (NodeCountInliningCutoff), and every vector that crosses such a call becomes an object:
 * with helper methods a loop would be ten times slower here and there, depending on its caller.
 *
 * <p>In all methods, x are the arguments, y the results, possibly the same, and {@code count} is a multiple of the lanes.
 */
final class VectorFunctions {

    /** Computes vectors with an angle that is too large for them. */
    private static final MatrixKernel REST = new ScalarKernel();

    private VectorFunctions() {}

    static void exp(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            VectorMask<Float> vanishes = v.lt(EXP_LOWEST);
            FloatVector low = v.blend(ZERO, vanishes);
            FloatVector bounded = low.blend(EXP_HIGHEST, low.compare(GT, EXP_HIGHEST));
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector integer = shifted.sub(ROUNDER);
            FloatVector r = integer.fma(MINUS_LN2_LOW, integer.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = EXP_4.fma(r, EXP_3).fma(r, EXP_2).fma(r, EXP_1).fma(r, EXP_0);
            p = r.mul(r).fma(p, r);
            IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = n.lanewise(ASHR, 1);
            FloatVector firstScale = half.add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector secondScale =
                    n.sub(half).add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector result = p.add(ONE).mul(firstScale).mul(secondScale);
            result.blend(ZERO, vanishes).intoArray(y, yFrom + i);
        }
    }

    static void expm1(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            FloatVector low = v.blend(EXPM1_LOWEST, v.lt(EXPM1_LOWEST));
            FloatVector bounded = low.blend(EXP_HIGHEST, low.compare(GT, EXP_HIGHEST));
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector integer = shifted.sub(ROUNDER);
            FloatVector r = integer.fma(MINUS_LN2_LOW, integer.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = EXP_4.fma(r, EXP_3).fma(r, EXP_2).fma(r, EXP_1).fma(r, EXP_0);
            p = r.mul(r).fma(p, r);
            IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            FloatVector halfScale =
                    n.sub(1).add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector result = p.fma(halfScale, halfScale.sub(HALF)).mul(TWO);
            result.blend(v, v.abs().lt(EXPM1_TINY)).intoArray(y, yFrom + i);
        }
    }

    static void log(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            VectorMask<Float> subnormal = v.lt(MIN_NORMAL);
            FloatVector normal = v.blend(v.mul(LOG_SCALE), subnormal);
            IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
            // An integer below 2²² and a difference of two are exact as floats.
            FloatVector k = bits.lanewise(ASHR, 23)
                    .add(ROUNDER_BITS)
                    .reinterpretAsFloats()
                    .sub(ROUNDER)
                    .sub(ZERO.blend(LOG_SCALE_EXPONENT, subnormal));
            FloatVector f = bits.and(SIGNIFICAND_BITS)
                    .add(SQRT_HALF_BITS)
                    .reinterpretAsFloats()
                    .sub(ONE);
            FloatVector square = f.mul(f);
            FloatVector p = LOG_8.fma(f, LOG_7).fma(f, LOG_6).fma(f, LOG_5).fma(f, LOG_4);
            p = p.fma(f, LOG_3).fma(f, LOG_2).fma(f, LOG_1).fma(f, LOG_0);
            FloatVector small = square.fma(MINUS_HALF, f.mul(square).fma(p, k.mul(LN2_LOW)));
            FloatVector finite = k.fma(LN2_HIGH, f.add(small));
            FloatVector positive = v.blend(finite, v.lt(INFINITY));
            FloatVector defined = positive.blend(NAN, v.lt(ZERO));
            defined.blend(MINUS_INFINITY, v.eq(ZERO)).intoArray(y, yFrom + i);
        }
    }

    static void tanh(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            FloatVector a = v.abs();
            FloatVector square = a.mul(a);
            FloatVector near = TANH_4.fma(square, TANH_3).fma(square, TANH_2).fma(square, TANH_1);
            near = a.mul(square).fma(near.fma(square, TANH_0), a);
            FloatVector twice = a.add(a);
            FloatVector bounded = twice.blend(EXP_HIGHEST, twice.compare(GT, EXP_HIGHEST));
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector integer = shifted.sub(ROUNDER);
            FloatVector r = integer.fma(MINUS_LN2_LOW, integer.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = EXP_4.fma(r, EXP_3).fma(r, EXP_2).fma(r, EXP_1).fma(r, EXP_0);
            p = r.mul(r).fma(p, r);
            IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = n.lanewise(ASHR, 1);
            FloatVector firstScale = half.add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector secondScale =
                    n.sub(half).add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector power = p.add(ONE).mul(firstScale).mul(secondScale);
            FloatVector far = ONE.sub(TWO.div(power.add(ONE)));
            FloatVector magnitude = far.blend(near, a.lt(TANH_THRESHOLD));
            IntVector sign = v.reinterpretAsInts().and(SIGN_BIT);
            magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yFrom + i);
        }
    }

    static void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            FloatVector a = v.abs().neg();
            FloatVector bounded = a.blend(EXP_LOWEST, a.lt(EXP_LOWEST));
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector integer = shifted.sub(ROUNDER);
            FloatVector r = integer.fma(MINUS_LN2_LOW, integer.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = EXP_4.fma(r, EXP_3).fma(r, EXP_2).fma(r, EXP_1).fma(r, EXP_0);
            p = r.mul(r).fma(p, r);
            FloatVector onePlusP = p.add(ONE);
            IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = n.lanewise(ASHR, 1);
            FloatVector firstScale = half.add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector secondScale =
                    n.sub(half).add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector u = onePlusP.mul(firstScale).mul(secondScale);
            FloatVector sum = u.add(ONE);
            FloatVector reciprocal = ONE.div(sum);
            FloatVector correction = sum.sub(ONE).sub(u).mul(reciprocal);
            VectorMask<Float> negative = v.lt(ZERO);
            FloatVector factor = correction.blend(correction.fma(onePlusP, p), negative);
            FloatVector scaled = reciprocal.fma(factor, reciprocal);
            scaled = scaled.mul(ONE.blend(firstScale, negative)).mul(ONE.blend(secondScale, negative));
            scaled.intoArray(y, yFrom + i);
        }
    }

    static void softplus(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            FloatVector a = v.abs().neg();
            VectorMask<Float> vanishes = a.lt(EXP_LOWEST);
            FloatVector bounded = a.blend(ZERO, vanishes);
            FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
            FloatVector integer = shifted.sub(ROUNDER);
            FloatVector r = integer.fma(MINUS_LN2_LOW, integer.fma(MINUS_LN2_HIGH, bounded));
            FloatVector p = EXP_4.fma(r, EXP_3).fma(r, EXP_2).fma(r, EXP_1).fma(r, EXP_0);
            p = r.mul(r).fma(p, r);
            IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = n.lanewise(ASHR, 1);
            FloatVector firstScale = half.add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector secondScale =
                    n.sub(half).add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector u = p.add(ONE).mul(firstScale).mul(secondScale).blend(ZERO, vanishes);
            VectorMask<Float> halve = u.compare(GT, SQRT_TWO_MINUS_ONE);
            FloatVector k = ZERO.blend(ONE, halve);
            FloatVector f = u.blend(u.fma(HALF, MINUS_HALF), halve);
            FloatVector square = f.mul(f);
            FloatVector q = LOG_8.fma(f, LOG_7).fma(f, LOG_6).fma(f, LOG_5).fma(f, LOG_4);
            q = q.fma(f, LOG_3).fma(f, LOG_2).fma(f, LOG_1).fma(f, LOG_0);
            FloatVector small = square.fma(MINUS_HALF, f.mul(square).fma(q, k.mul(LN2_LOW)));
            FloatVector ramp = ZERO.blend(v, v.compare(GT, ZERO));
            ramp.add(k.fma(LN2_HIGH, f.add(small))).intoArray(y, yFrom + i);
        }
    }

    static void erf(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            FloatVector a = v.abs();
            FloatVector square = a.mul(a);
            FloatVector near =
                    ERF_NEAR_5.fma(square, ERF_NEAR_4).fma(square, ERF_NEAR_3).fma(square, ERF_NEAR_2);
            near = near.fma(square, ERF_NEAR_1).fma(square, ERF_NEAR_0).fma(a, a);
            FloatVector bounded = a.blend(ERF_HIGHEST, a.compare(GT, ERF_HIGHEST));
            FloatVector q =
                    ERF_FAR_5.fma(bounded, ERF_FAR_4).fma(bounded, ERF_FAR_3).fma(bounded, ERF_FAR_2);
            FloatVector exponent =
                    q.fma(bounded, ERF_FAR_1).fma(bounded, ERF_FAR_0).mul(bounded.neg());
            FloatVector shifted = exponent.fma(LOG2_E, ROUNDER);
            FloatVector integer = shifted.sub(ROUNDER);
            FloatVector r = integer.fma(MINUS_LN2_LOW, integer.fma(MINUS_LN2_HIGH, exponent));
            FloatVector p = EXP_4.fma(r, EXP_3).fma(r, EXP_2).fma(r, EXP_1).fma(r, EXP_0);
            p = r.mul(r).fma(p, r);
            IntVector n = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            FloatVector scale = n.add(EXPONENT_BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector far = scale.neg().fma(p, ONE.sub(scale));
            FloatVector magnitude = far.blend(near, a.lt(ERF_THRESHOLD));
            IntVector sign = v.reinterpretAsInts().and(SIGN_BIT);
            magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yFrom + i);
        }
    }

    static void sin(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            FloatVector a = v.abs();
            if (!a.lt(ANGLE_FAR).allTrue()) {
                REST.sin(x, xFrom + i, y, yFrom + i, Width.LANES);
                continue;
            }
            FloatVector shifted = a.fma(INVERSE_RIGHT_ANGLE, ROUNDER);
            FloatVector n = shifted.sub(ROUNDER);
            FloatVector r = n.fma(MINUS_RIGHT_ANGLE_MIDDLE, n.fma(MINUS_RIGHT_ANGLE_HIGH, a));
            r = n.fma(MINUS_RIGHT_ANGLE_LOW, r);
            IntVector quadrant = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            FloatVector square = r.mul(r);
            FloatVector p = SIN_2.fma(square, SIN_1).fma(square, SIN_0);
            FloatVector q = COS_2.fma(square, COS_1).fma(square, COS_0);
            IntVector sine = r.mul(square).fma(p, r).reinterpretAsInts();
            IntVector cosine =
                    square.mul(square).fma(q, square.fma(MINUS_HALF, ONE)).reinterpretAsInts();
            // All bits of the one or the other, by the lowest bit of the quadrant.
            IntVector odd = quadrant.lanewise(LSHL, 31).lanewise(ASHR, 31);
            IntVector magnitude = sine.lanewise(XOR, sine.lanewise(XOR, cosine).and(odd));
            IntVector sign = quadrant.lanewise(LSHL, 30)
                    .lanewise(XOR, v.reinterpretAsInts())
                    .and(SIGN_BIT);
            magnitude.lanewise(XOR, sign).reinterpretAsFloats().intoArray(y, yFrom + i);
        }
    }

    static void cos(float[] x, int xFrom, float[] y, int yFrom, int count) {
        for (int i = 0; i < count; i += Width.LANES) {
            FloatVector v = fromArray(SPECIES, x, xFrom + i);
            FloatVector a = v.abs();
            if (!a.lt(ANGLE_FAR).allTrue()) {
                REST.cos(x, xFrom + i, y, yFrom + i, Width.LANES);
                continue;
            }
            FloatVector shifted = a.fma(INVERSE_RIGHT_ANGLE, ROUNDER);
            FloatVector n = shifted.sub(ROUNDER);
            FloatVector r = n.fma(MINUS_RIGHT_ANGLE_MIDDLE, n.fma(MINUS_RIGHT_ANGLE_HIGH, a));
            r = n.fma(MINUS_RIGHT_ANGLE_LOW, r);
            IntVector quadrant = shifted.reinterpretAsInts().sub(ROUNDER_BITS).add(1);
            FloatVector square = r.mul(r);
            FloatVector p = SIN_2.fma(square, SIN_1).fma(square, SIN_0);
            FloatVector q = COS_2.fma(square, COS_1).fma(square, COS_0);
            IntVector sine = r.mul(square).fma(p, r).reinterpretAsInts();
            IntVector cosine =
                    square.mul(square).fma(q, square.fma(MINUS_HALF, ONE)).reinterpretAsInts();
            // All bits of the one or the other, by the lowest bit of the quadrant.
            IntVector odd = quadrant.lanewise(LSHL, 31).lanewise(ASHR, 31);
            IntVector magnitude = sine.lanewise(XOR, sine.lanewise(XOR, cosine).and(odd));
            IntVector sign = quadrant.lanewise(LSHL, 30).and(SIGN_BIT);
            magnitude.lanewise(XOR, sign).reinterpretAsFloats().intoArray(y, yFrom + i);
        }
    }

    /** Scales bytes as long as there is a whole vector to read; returns how many it has done of n. */
    static int scaleBytes(byte[] x, int xFrom, float factor, float[] y, int yFrom, int n) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i <= n - Width.BYTES.length(); i += Width.LANES) {
            ByteVector bytes = ByteVector.fromArray(Width.BYTES, x, xFrom + i);
            FloatVector v = (FloatVector)
                    bytes.convertShape(ZERO_EXTEND_B2I, Width.INTEGERS, 0).convertShape(I2F, SPECIES, 0);
            factors.mul(v).intoArray(y, yFrom + i);
        }
        return i;
    }
}
