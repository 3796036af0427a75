package nn.core.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every initializer promises; run on all that are registered. */
class InitializerContractTest {

    private static final Registry REGISTRY = Registry.load();
    private static final RandomKey KEY = RandomKey.of(1, Purpose.INITIAL_WEIGHTS);
    private static final int FAN_IN = 400;
    private static final int FAN_OUT = 200;

    static List<Initializer> all() {
        return REGISTRY.providers(Initializer.class).stream()
                .map(p -> p.create(Settings.EMPTY, REGISTRY))
                .toList();
    }

    @Test
    void thereAreInitializers() {
        assertFalse(all().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameKeyGivesTheSameBitsInItsPlaceOnly(Initializer initializer) {
        float[] weights = new float[30 + 7];
        Arrays.fill(weights, 99);
        initializer.fill(KEY, 5, 6, weights, 4);
        assertEquals(99, weights[3]);
        assertEquals(99, weights[34]);
        float[] again = new float[30];
        initializer.fill(KEY, 5, 6, again, 0);
        assertArrayEquals(again, Arrays.copyOfRange(weights, 4, 34));
        for (float weight : again) {
            assertTrue(Float.isFinite(weight));
        }
        if (!(initializer instanceof Constant || initializer instanceof Identity)) {
            float[] other = new float[30];
            initializer.fill(KEY.with(1), 5, 6, other, 0);
            assertFalse(Arrays.equals(again, other));
        }
    }

    /** Name, variance by the formula, and the largest magnitude that can occur. */
    static Stream<Arguments> formulas() {
        double infinite = Double.POSITIVE_INFINITY;
        double cut = 2 / Draws.TRUNCATED_DEVIATION;
        return Stream.of(
                Arguments.of("constant", 0.0, 0.0),
                Arguments.of("glorot-normal", 2.0 / (FAN_IN + FAN_OUT), infinite),
                Arguments.of(
                        "glorot-truncated-normal", 2.0 / (FAN_IN + FAN_OUT), cut * Math.sqrt(2.0 / (FAN_IN + FAN_OUT))),
                Arguments.of("glorot-uniform", 2.0 / (FAN_IN + FAN_OUT), Math.sqrt(6.0 / (FAN_IN + FAN_OUT))),
                Arguments.of("he-normal", 2.0 / FAN_IN, infinite),
                Arguments.of("he-truncated-normal", 2.0 / FAN_IN, cut * Math.sqrt(2.0 / FAN_IN)),
                Arguments.of("he-uniform", 2.0 / FAN_IN, Math.sqrt(6.0 / FAN_IN)),
                Arguments.of("lecun-normal", 1.0 / FAN_IN, infinite),
                Arguments.of("lecun-truncated-normal", 1.0 / FAN_IN, cut * Math.sqrt(1.0 / FAN_IN)),
                Arguments.of("lecun-uniform", 1.0 / FAN_IN, Math.sqrt(3.0 / FAN_IN)),
                Arguments.of("orthogonal", 1.0 / FAN_IN, infinite),
                Arguments.of("standard-normal", 1.0, infinite),
                Arguments.of("truncated-normal", square(0.05 * Draws.TRUNCATED_DEVIATION), 0.1),
                Arguments.of("uniform", square(0.05) / 3, 0.05));
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void everyInitializerHasAFormulaHere() {
        assertEquals(
                REGISTRY.entries().stream()
                        .filter(e ->
                                e.kind().equals("initializer") && e.origin().startsWith("nn.core"))
                        .map(Registry.Entry::name)
                        .filter(name -> !name.equals("identity")) // is not random; below
                        .toList(),
                formulas().map(arguments -> arguments.get()[0]).toList());
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void meanAndVarianceAreThoseOfTheFormula(String name, double variance, double limit) {
        Initializer initializer = REGISTRY.provider(Initializer.class, name).create(Settings.EMPTY, REGISTRY);
        float[] weights = new float[FAN_IN * FAN_OUT];
        initializer.fill(KEY, FAN_IN, FAN_OUT, weights, 0);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (float weight : weights) {
            sum += weight;
            squares += (double) weight * weight;
            largest = Math.max(largest, Math.abs(weight));
        }
        int n = weights.length;
        // Five standard errors; that of the variance of n normal numbers is σ²·√(2/n).
        assertEquals(0, sum / n, 5 * Math.sqrt(variance / n));
        assertEquals(variance, squares / n, 5 * variance * Math.sqrt(2.0 / n));
        assertTrue(largest <= limit * (1 + 1e-6), largest + " is over " + limit);
        if (limit > 0 && Double.isFinite(limit)) {
            assertTrue(largest > 0.999 * limit, "nothing near the limit " + limit);
        }
    }

    /** Each weight is its draw, a number that depends on key and place only, times the formula's width. */
    static Stream<Arguments> widths() {
        double both = FAN_IN + FAN_OUT;
        double cut = Draws.TRUNCATED_DEVIATION;
        IntToDoubleFunction uniform = i -> 2 * KEY.uniformDouble(i) - 1;
        IntToDoubleFunction normal = KEY::normal;
        IntToDoubleFunction truncated = i -> IntStream.range(0, 99)
                .mapToDouble(attempt -> (attempt == 0 ? KEY : KEY.with(attempt)).normal(i))
                .filter(value -> Math.abs(value) <= 2)
                .findFirst()
                .orElseThrow();
        return Stream.of(
                Arguments.of(new GlorotNormal(), Math.sqrt(2 / both), normal),
                Arguments.of(new GlorotTruncatedNormal(), Math.sqrt(2 / both) / cut, truncated),
                Arguments.of(new GlorotUniform(), Math.sqrt(6 / both), uniform),
                Arguments.of(new HeNormal(), Math.sqrt(2.0 / FAN_IN), normal),
                Arguments.of(new HeTruncatedNormal(), Math.sqrt(2.0 / FAN_IN) / cut, truncated),
                Arguments.of(new HeUniform(), Math.sqrt(6.0 / FAN_IN), uniform),
                Arguments.of(new LecunNormal(), Math.sqrt(1.0 / FAN_IN), normal),
                Arguments.of(new LecunTruncatedNormal(), Math.sqrt(1.0 / FAN_IN) / cut, truncated),
                Arguments.of(new LecunUniform(), Math.sqrt(3.0 / FAN_IN), uniform),
                Arguments.of(new StandardNormal(), 1.0, normal),
                Arguments.of(new TruncatedNormal(0.3), 0.3, truncated),
                Arguments.of(new Uniform(-0.7, 0.7), 0.7, uniform),
                Arguments.of(new Constant(0.25), 0.25, (IntToDoubleFunction) _ -> 1));
    }

    @ParameterizedTest
    @MethodSource("widths")
    void everyWeightIsItsDrawTimesTheWidth(Initializer initializer, double width, IntToDoubleFunction draw) {
        float[] weights = new float[FAN_IN * FAN_OUT];
        initializer.fill(KEY, FAN_IN, FAN_OUT, weights, 0);
        for (int i = 0; i < weights.length; i += 37) {
            assertEquals(width * draw.applyAsDouble(i), weights[i], 1e-6 * width);
        }
    }

    @Test
    void theFirstWeightsAreTheSameForEver() {
        assertEquals("-0x1.98f38ep-4 0x1.950dc8p-1 -0x1.74e5f2p-2", bits(new GlorotNormal()));
        assertEquals("-0x1.a23fc2p-2 -0x1.72a406p-2 -0x1.93474p-3", bits(new GlorotUniform()));
        assertEquals("-0x1.4de84cp-3 0x1.4ab99ep0 -0x1.30785ap-1", bits(new HeNormal()));
        assertEquals("-0x1.557fbap-1 -0x1.2ea07cp-1 -0x1.49467ep-2", bits(new HeUniform()));
        assertEquals("-0x1.98f38ep-3 0x1.950dc8p0 -0x1.74e5f2p-1", bits(new StandardNormal()));
    }

    private static String bits(Initializer initializer) {
        float[] weights = new float[15];
        initializer.fill(KEY, 3, 5, weights, 0);
        return Float.toHexString(weights[0])
                + " "
                + Float.toHexString(weights[1])
                + " "
                + Float.toHexString(weights[14]);
    }

    @Test
    void theIdentityPassesItsInputOn() {
        float[] weights = {9, 9, 9, 9, 9, 9, 9, 9};
        new Identity(2).fill(KEY, 2, 3, weights, 1);
        assertArrayEquals(new float[] {9, 2, 0, 0, 0, 2, 0, 9}, weights);
    }

    @Test
    void theShorterSideOfAnOrthogonalMatrixIsOrthonormal() {
        for (int[] shape : new int[][] {{7, 7}, {40, 9}, {9, 40}, {1, 5}, {5, 1}}) {
            int rows = shape[0];
            int columns = shape[1];
            float[] w = new float[rows * columns];
            new Orthogonal(3).fill(KEY, rows, columns, w, 0);
            boolean tall = rows >= columns;
            for (int p = 0; p < Math.min(rows, columns); p++) {
                for (int q = 0; q < Math.min(rows, columns); q++) {
                    double dot = 0;
                    for (int i = 0; i < Math.max(rows, columns); i++) {
                        dot += tall
                                ? (double) w[i * columns + p] * w[i * columns + q]
                                : (double) w[p * columns + i] * w[q * columns + i];
                    }
                    assertEquals(p == q ? 9 : 0, dot, 9e-6, rows + "×" + columns);
                }
            }
        }
    }

    /** Columns of a normal matrix after Gram and Schmidt keep their first direction: that of the normal numbers. */
    @Test
    void theFirstColumnOfAnOrthogonalMatrixHasTheDirectionOfNormalNumbers() {
        float[] w = new float[6 * 2];
        new Orthogonal(1).fill(KEY, 6, 2, w, 0);
        double norm = 0;
        for (int i = 0; i < 6; i++) {
            norm += square(KEY.normal(i));
        }
        for (int i = 0; i < 6; i++) {
            assertEquals(KEY.normal(i) / Math.sqrt(norm), w[2 * i], 1e-7);
        }
    }
}
