package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nn.core.optim.Objective;
import nn.optimizers.Problems.Walled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WolfeSearchTest {

    /** Moré and Thuente's first test function, −x / (x² + 2): falls to x = √2, then rises slowly ("Line search algorithms
     *  with guaranteed sufficient decrease", 1994). */
    private record Valley(int[] evaluations) implements Objective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double valueAndGradient(double[] point, double[] gradient) {
            evaluations[0]++;
            double x = point[0];
            gradient[0] = (x * x - 2) / ((x * x + 2) * (x * x + 2));
            return -x / (x * x + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-1, 1, 10, 1e3, 1e5})
    void findsAStepThatMeetsBothConditionsFromAnyFirstStep(double firstStep) {
        for (double curvature : new double[] {0.1, 0.9}) {
            Valley valley = new Valley(new int[1]);
            WolfeSearch search = new WolfeSearch(valley, curvature, 1000);
            search.begin(new double[] {0});
            WolfeSearch.Trial found = search.search(new double[] {1}, firstStep);
            assertTrue(found.step > 0);
            assertTrue(found.value <= 1e-4 * found.step * -0.5, "value " + found.value);
            assertTrue(Math.abs(found.slope) <= curvature * 0.5, "slope " + found.slope);
            assertEquals(found.step, found.point[0]);
            assertTrue(valley.evaluations[0] <= 16, firstStep + " took " + valley.evaluations[0]);
        }
    }

    @Test
    void theExactMinimumOfAParabolaIsFoundByOneInterpolation() {
        Objective parabola = new Problems.Bowl(2, 1);
        WolfeSearch search = new WolfeSearch(parabola, 0.1, 1000);
        search.begin(new double[] {0, 0});
        WolfeSearch.Trial found = search.search(new double[] {1, 1}, 5);
        assertEquals(1, found.step, 1e-12);
        assertEquals(3, ((Problems.Bowl) parabola).evaluations);
    }

    @Test
    void aDirectionThatLeadsUpGivesNoStep() {
        WolfeSearch search = new WolfeSearch(new Problems.Bowl(2, 1), 0.9, 1000);
        search.begin(new double[] {0, 0});
        assertEquals(0, search.search(new double[] {-1, -1}, 1).step);
    }

    @Test
    void whatIsNotFiniteIsTooFar() {
        WolfeSearch search = new WolfeSearch(new Walled(), 0.1, 1000);
        search.begin(new double[] {-0.9});
        WolfeSearch.Trial found = search.search(new double[] {1}, 1000);
        assertTrue(Math.abs(found.slope) <= 0.1 * StrictMath.tanh(0.9), "slope " + found.slope);
    }

    @Test
    void theNextSearchBeginsAtThePointThatIsAccepted() {
        WolfeSearch search = new WolfeSearch(new Problems.Rosenbrock(2), 0.9, 1000);
        search.begin(new double[] {-1.2, 1});
        double[] down = {1, -0.5};
        WolfeSearch.Trial found = search.search(down, 0.1);
        double[] point = found.point.clone();
        search.accept();
        assertEquals(point[0], search.start().point[0]);
        assertEquals(point[1], search.start().point[1]);
        double[] gradient = new double[2];
        assertEquals(new Problems.Rosenbrock(2).compute(point, gradient), search.start().value);
        assertEquals(gradient[0], search.start().gradient[0]);
    }
}
