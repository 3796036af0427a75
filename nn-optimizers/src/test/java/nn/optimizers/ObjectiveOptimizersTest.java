package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.optim.Optimizer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import nn.optimizers.Problems.Bowl;
import nn.optimizers.Problems.Rosenbrock;
import nn.optimizers.Problems.Walled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every objective optimizer promises, on functions in {@code double}. */
class ObjectiveOptimizersTest {

    private static final ObjectiveOptimizer.Observer SILENT = (_, _, _) -> true;

    static Stream<ObjectiveOptimizer> optimizers() {
        Registry registry = Registry.load();
        return registry.providers(Optimizer.class).stream()
                .map(provider -> registry.create(Optimizer.class, Spec.of(provider.name())))
                .filter(ObjectiveOptimizer.class::isInstance)
                .map(ObjectiveOptimizer.class::cast);
    }

    private static Stream<ObjectiveOptimizer> forAnyObjective() {
        return optimizers().filter(optimizer -> !(optimizer instanceof LevenbergMarquardt));
    }

    private static ObjectiveOptimizer make(String spec) {
        return (ObjectiveOptimizer) Registry.load().create(Optimizer.class, Spec.parse(spec));
    }

    @Test
    void allAreFound() {
        assertEquals(
                List.of("bfgs", "conjugate-gradient", "l-bfgs", "levenberg-marquardt"),
                optimizers().map(optimizer -> optimizer.spec().name()).sorted().toList());
    }

    /** The evaluations allowed are about one and a half times what each takes. */
    @ParameterizedTest
    @CsvSource({
        "l-bfgs, 2, 70", "l-bfgs, 10, 110",
        "bfgs, 2, 70", "bfgs, 10, 120",
        "conjugate-gradient, 2, 150", "conjugate-gradient, 10, 500",
        "levenberg-marquardt, 2, 90", "levenberg-marquardt, 10, 90"
    })
    void reachesTheMinimumOfRosenbrock(String name, int dimension, int evaluations) {
        Rosenbrock function = new Rosenbrock(dimension);
        double[] point = function.start();
        make(name + ":function-tolerance=0,gradient-tolerance=1e-8").minimize(function, point, SILENT);
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, point, 1e-7, name);
        assertTrue(function.evaluations <= evaluations, name + " took " + function.evaluations);
    }

    @ParameterizedTest
    @MethodSource("forAnyObjective")
    void reachesTheMinimumOfAnIllConditionedBowl(ObjectiveOptimizer optimizer) {
        Bowl bowl = new Bowl(50, 1000);
        double[] point = new double[50];
        optimizer.minimize(bowl, point, SILENT);
        double[] gradient = new double[50];
        bowl.compute(point, gradient);
        assertTrue(Vectors.maxAbs(gradient) < 1e-3, optimizer.spec() + ": " + Vectors.maxAbs(gradient));
        assertTrue(bowl.evaluations < 400, optimizer.spec() + " took " + bowl.evaluations);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void theObserverSeesEachIterationLowerAndThePointItIsLeftAt(ObjectiveOptimizer optimizer) {
        Rosenbrock function = new Rosenbrock(6);
        double[] point = function.start();
        double[] start = function.start();
        List<Double> values = new ArrayList<>();
        values.add(function.compute(start, new double[6]));
        optimizer.minimize(function, point, (iteration, value, at) -> {
            assertEquals(values.size(), iteration);
            assertTrue(value < values.getLast(), "iteration " + iteration);
            assertEquals(function.compute(at, new double[6]), value);
            values.add(value);
            return iteration < 7;
        });
        assertEquals(8, values.size());
        assertEquals(values.getLast(), function.compute(point, new double[6]));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stopsWhereNothingIsToImprove(ObjectiveOptimizer optimizer) {
        Rosenbrock function = new Rosenbrock(3);
        double[] point = {1, 1, 1};
        optimizer.minimize(function, point, (_, _, _) -> {
            throw new AssertionError("no iteration expected");
        });
        assertArrayEquals(new double[] {1, 1, 1}, point);
        assertEquals(1, function.evaluations);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stopsAtEachOfItsLimits(ObjectiveOptimizer optimizer) {
        String name = optimizer.spec().name();
        Rosenbrock few = new Rosenbrock(10);
        make(name + ":evaluations=9").minimize(few, few.start(), SILENT);
        assertTrue(few.evaluations <= 9, name + " took " + few.evaluations);
        assertTrue(few.evaluations >= 8, name + " took " + few.evaluations);

        List<Double> values = new ArrayList<>();
        Rosenbrock slow = new Rosenbrock(10);
        make(name + ":function-tolerance=0.05").minimize(slow, slow.start(), (_, value, _) -> values.add(value));
        for (int i = 1; i < values.size() - 1; i++) {
            assertTrue(values.get(i) < 0.95 * values.get(i - 1), name + " should have stopped before");
        }
        assertTrue(values.getLast() >= 0.95 * values.get(values.size() - 2), name + " stopped too early");

        Rosenbrock flat = new Rosenbrock(10);
        double[] point = flat.start();
        make(name + ":function-tolerance=0,gradient-tolerance=0.1").minimize(flat, point, SILENT);
        double[] gradient = new double[10];
        flat.compute(point, gradient);
        assertTrue(Vectors.maxAbs(gradient) <= 0.1, name);
        assertTrue(Vectors.maxAbs(gradient) > 1e-8, name + " went on");
    }

    @ParameterizedTest
    @MethodSource("forAnyObjective")
    void comesBackFromWhereTheFunctionIsNotFinite(ObjectiveOptimizer optimizer) {
        double[] point = {0.99};
        optimizer.minimize(new Walled(), point, SILENT);
        assertEquals(0, point[0], 1e-5);
        double[] outside = {5};
        optimizer.minimize(new Walled(), outside, (_, _, _) -> {
            throw new AssertionError("no iteration expected");
        });
        assertEquals(5, outside[0]);
    }

    @Test
    void levenbergMarquardtRefusesWhatIsNoSumOfSquares() {
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class,
                () -> new LevenbergMarquardt().minimize(new Bowl(3, 2), new double[3], SILENT));
        assertEquals(
                "levenberg-marquardt needs a loss that is a sum of squares, found Bowl. Use mean-squared-error or "
                        + "half-squared-error, or l-bfgs for any loss.",
                e.getMessage());
    }

    @Test
    void methodsWithAMatrixRefuseTooManyVariables() {
        for (ObjectiveOptimizer optimizer : List.of(new LevenbergMarquardt(), new Bfgs())) {
            Objective large = new Rosenbrock(8769);
            NnException.LimitExceeded e =
                    assertThrows(NnException.LimitExceeded.class, () -> optimizer.requireSuitable(large));
            String name = optimizer.spec().name();
            assertEquals(
                    name
                            + " keeps a matrix of parameters × parameters: 8,769 parameters need 586 MB, over its limit of "
                            + "2,000 parameters. Use l-bfgs or fewer units, or raise it with " + name
                            + ":max-parameters=8769.",
                    e.getMessage());
            make(name + ":max-parameters=8769").requireSuitable(large);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "l-bfgs:memory=0",
        "l-bfgs:evaluations=0",
        "bfgs:gradient-tolerance=-1e-9",
        "bfgs:sample-rows=-1",
        "conjugate-gradient:function-tolerance=1",
        "levenberg-marquardt:damping=0",
        "bfgs:max-parameters=0"
    })
    void refusesSettingsOutOfRange(String spec) {
        assertThrows(NnException.Configuration.class, () -> make(spec));
    }
}
