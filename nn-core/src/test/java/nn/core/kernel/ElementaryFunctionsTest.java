package nn.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ElementaryFunctionsTest {

    private static final long BIT_PATTERNS = 1L << 32;
    private static final long EVEN_POINTS = 1L << 22;

    /** A function, its value in {@code double}, and how far they may be apart. */
    record Function(String name, FloatFunction function, DoubleUnaryOperator reference, double allowedUlps) {

        Deviation at(float x) {
            return new Deviation(x, ulps(function.of(x), reference.applyAsDouble(x)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Function> functions() {
        return List.of(
                new Function("exp", ElementaryFunctions::exp, StrictMath::exp, 2),
                new Function("expm1", ElementaryFunctions::expm1, StrictMath::expm1, 4),
                new Function("log", ElementaryFunctions::log, StrictMath::log, 2),
                new Function("tanh", ElementaryFunctions::tanh, StrictMath::tanh, 2),
                new Function("sigmoid", ElementaryFunctions::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), 2),
                new Function(
                        "softplus",
                        ElementaryFunctions::softplus,
                        x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                        4),
                new Function("erf", ElementaryFunctions::erf, ElementaryFunctionsTest::erf, 2),
                new Function("sin", ElementaryFunctions::sin, StrictMath::sin, 2),
                new Function("cos", ElementaryFunctions::cos, StrictMath::cos, 2));
    }

    /**
     * The error function, by a series without cancellation, to a relative error below 10⁻¹⁴.
     *
     * <pre>erf x = 2/√π · e^(−x²) · Σ 2^i·x^(2i+1) / (1·3·…·(2i+1))</pre>
     */
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x); // to 10⁻¹⁶
        }
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= 2 * x * x / odd;
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    /** Values to 17 digits from mpmath 1.3.0. */
    @ParameterizedTest
    @CsvSource({
        "1e-30, 1.1283791670955126e-30",
        "0.001, 0.0011283787909692364",
        "0.25, 0.27632639016823693",
        "0.84375, 0.76722566123234163",
        "1, 0.84270079294971487",
        "1.5, 0.96610514647531073",
        "2, 0.99532226501895273",
        "3, 0.99997790950300141",
        "3.875, 0.99999995748605592",
        "4.5, 0.99999999980338396",
        "5.9375, 0.99999999999999995",
        "7, 1.0"
    })
    void theReferenceOfErfIsAccurate(double x, double expected) {
        assertEquals(expected, erf(x), 1e-14 * expected);
        assertEquals(-expected, erf(-x), 1e-14 * expected);
    }

    interface FloatFunction {
        float of(float x);
    }

    record Deviation(float x, double ulps) {
        static Deviation worse(Deviation a, Deviation b) {
            return a.ulps >= b.ulps ? a : b;
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void agreesWithTheReferenceOnEvenlySpreadBitPatterns(Function function) {
        assertAccurate(function, worst(function, BIT_PATTERNS / EVEN_POINTS));
    }

    @Tag("sweep")
    @EnabledIfSystemProperty(named = "nn.sweep", matches = "true", disabledReason = "takes minutes: -Dnn.sweep=true")
    @ParameterizedTest
    @MethodSource("functions")
    void agreesWithTheReferenceOnAllBitPatterns(Function function) {
        Deviation worst = worst(function, 1);
        System.out.printf(Locale.ROOT, "%s: %.3f ulp at %s%n", function, worst.ulps(), worst.x());
        assertAccurate(function, worst);
    }

    /** Around every value where a formula changes over, and around powers of two, where the unit of error does. */
    @ParameterizedTest
    @MethodSource("functions")
    void agreesWithTheReferenceAroundBoundaries(Function function) {
        float[] boundaries = {
            0,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            0x1p-25f,
            0x1p-24f,
            0x1.62e43p-2f, // ln(2)/2
            0.625f,
            0.84375f,
            0x1.6a09e6p-1f, // √½
            1,
            0x1.6a09e6p0f,
            3.9192f, // erf becomes 1
            4,
            9.0109f,
            17.3287f,
            18,
            87.3365f,
            88.7228f,
            89,
            103.2789f,
            103.9721f,
            105,
            0x1.921fb6p-1f, // π/4, π/2, π, and far multiples of π/2
            0x1.921fb6p0f,
            0x1.921fb6p1f,
            0x1.45ef86p15f,
            0x1p16f,
            0x1.5e3c3ap20f,
            0x1.8bd688p60f
        };
        int points = 0;
        for (float boundary : boundaries) {
            int bits = Float.floatToRawIntBits(boundary);
            for (int i = bits - 2000; i <= bits + 2000; i++) {
                float x = Float.intBitsToFloat(Math.max(i, 0));
                assertAccurate(function, Deviation.worse(function.at(x), function.at(-x)));
                points++;
            }
        }
        assertTrue(points > 50_000, "only " + points + " points");
    }

    @Test
    void limitsAreExact() {
        float infinity = Float.POSITIVE_INFINITY;
        assertEquals(0f, ElementaryFunctions.exp(-infinity));
        assertEquals(infinity, ElementaryFunctions.exp(infinity));
        assertEquals(1f, ElementaryFunctions.exp(-0f));
        assertEquals(-1f, ElementaryFunctions.expm1(-infinity));
        assertEquals(infinity, ElementaryFunctions.expm1(infinity));
        assertEquals(0f, ElementaryFunctions.expm1(0f));
        assertEquals(-0f, ElementaryFunctions.expm1(-0f));
        assertEquals(-infinity, ElementaryFunctions.log(0f));
        assertEquals(-infinity, ElementaryFunctions.log(-0f));
        assertEquals(Float.NaN, ElementaryFunctions.log(-Float.MIN_VALUE));
        assertEquals(Float.NaN, ElementaryFunctions.log(-infinity));
        assertEquals(0f, ElementaryFunctions.log(1f));
        assertEquals(infinity, ElementaryFunctions.log(infinity));
        assertEquals(1f, ElementaryFunctions.tanh(infinity));
        assertEquals(-1f, ElementaryFunctions.tanh(-infinity));
        assertEquals(0f, ElementaryFunctions.tanh(0f));
        assertEquals(-0f, ElementaryFunctions.tanh(-0f));
        assertEquals(0f, ElementaryFunctions.sigmoid(-infinity));
        assertEquals(1f, ElementaryFunctions.sigmoid(infinity));
        assertEquals(0.5f, ElementaryFunctions.sigmoid(0f));
        assertEquals(0f, ElementaryFunctions.softplus(-infinity));
        assertEquals(infinity, ElementaryFunctions.softplus(infinity));
        assertEquals(0f, ElementaryFunctions.sin(0f));
        assertEquals(-0f, ElementaryFunctions.sin(-0f));
        assertEquals(1f, ElementaryFunctions.cos(-0f));
        assertEquals(Float.NaN, ElementaryFunctions.sin(infinity));
        assertEquals(Float.NaN, ElementaryFunctions.cos(-infinity));
        assertEquals(1f, ElementaryFunctions.erf(infinity));
        assertEquals(-1f, ElementaryFunctions.erf(-infinity));
        assertEquals(0f, ElementaryFunctions.erf(0f));
        assertEquals(-0f, ElementaryFunctions.erf(-0f));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyNanGivesNan(Function function) {
        for (int payload : new int[] {0x7fc00000, 0x7f800001, 0x7fffffff, 0xffc00000, 0xff800001, 0xffffffff}) {
            assertEquals(Float.NaN, function.function().of(Float.intBitsToFloat(payload)));
        }
    }

    private static Deviation worst(Function function, long step) {
        return LongStream.range(0, BIT_PATTERNS / step)
                .parallel()
                .mapToObj(i -> function.at(Float.intBitsToFloat((int) (i * step))))
                .max(Comparator.comparingDouble(Deviation::ulps))
                .orElseThrow();
    }

    private static void assertAccurate(Function function, Deviation deviation) {
        assertTrue(
                deviation.ulps() <= function.allowedUlps(),
                () -> function + "(" + deviation.x() + ") is off by " + deviation.ulps() + " ulp");
    }

    /** The distance in units in the last place of the float nearest to the expected value. */
    private static double ulps(float actual, double expected) {
        float rounded = (float) expected;
        if (Float.compare(actual, rounded) == 0) {
            return Math.abs(actual) <= Float.MAX_VALUE ? Math.abs(actual - expected) / Math.ulp(rounded) : 0;
        }
        boolean finite = Float.isFinite(actual) && Float.isFinite(rounded);
        return finite ? Math.abs(actual - expected) / Math.ulp(rounded) : Double.POSITIVE_INFINITY;
    }
}
