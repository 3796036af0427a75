package nn.core.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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
        if (!(initializer instanceof Constant)) {
            float[] other = new float[30];
            initializer.fill(KEY.with(1), 5, 6, other, 0);
            assertFalse(Arrays.equals(again, other));
        }
    }

    /** Name, variance by the formula, and the largest magnitude that can occur. */
    static Stream<Arguments> formulas() {
        return Stream.of(
                Arguments.of("constant", 0.0, 0.0),
                Arguments.of("glorot-normal", 2.0 / (FAN_IN + FAN_OUT), Double.POSITIVE_INFINITY),
                Arguments.of("glorot-uniform", 2.0 / (FAN_IN + FAN_OUT), Math.sqrt(6.0 / (FAN_IN + FAN_OUT))),
                Arguments.of("he-normal", 2.0 / FAN_IN, Double.POSITIVE_INFINITY),
                Arguments.of("he-uniform", 2.0 / FAN_IN, Math.sqrt(6.0 / FAN_IN)),
                Arguments.of("standard-normal", 1.0, Double.POSITIVE_INFINITY));
    }

    @Test
    void everyInitializerHasAFormulaHere() {
        assertEquals(
                REGISTRY.entries().stream()
                        .filter(e ->
                                e.kind().equals("initializer") && e.origin().startsWith("nn.core"))
                        .map(Registry.Entry::name)
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
}
