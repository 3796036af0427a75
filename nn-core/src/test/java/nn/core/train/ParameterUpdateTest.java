package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nn.core.kernel.Compute;
import nn.core.layer.Segment;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With gradient descent at rate 1, what is subtracted from θ is the gradient after penalties and clipping. */
class ParameterUpdateTest {

    /** Weights 2 × 3 with 0…5, bias 6…8, weights 3 × 2 with 9…14, bias 15 and 16. */
    private final Network network = NetworkSpec.builder().dense(3).dense(2).build(Shape.of(2), 1);

    private final float[] theta = network.parameters();
    private final float[] gradients = new float[theta.length];

    private ParameterUpdate update(UpdateRules rules) {
        return new ParameterUpdate(new GradientDescent(1), rules, network, gradients, Compute.scalar());
    }

    private static UpdateRules clipping(Clipping clipping) {
        return UpdateRules.NONE.withClipping(clipping);
    }

    /** θ before minus θ after a step. */
    private float[] change(ParameterUpdate update) {
        float[] before = theta.clone();
        update.begin(1, 1);
        update.updateAll();
        float[] change = new float[theta.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = before[i] - theta[i];
        }
        return change;
    }

    private float[] some(long seed, double scale) {
        RandomKey random = RandomKey.of(seed, Purpose.DATA);
        float[] values = new float[theta.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.normal(i));
        }
        return values;
    }

    /** All numbers are exact in binary. */
    @Test
    void weightsPayForTheirSizeAndBiasesDoNot() {
        Arrays.fill(theta, -2);
        theta[0] = 0;
        theta[1] = 4;
        Arrays.fill(gradients, 0.5f);
        float[] expected = new float[theta.length];
        Arrays.fill(expected, 0.5f - 0.25f - 0.125f * 2);
        expected[0] = 0.5f;
        expected[1] = 0.5f + 0.25f + 0.125f * 4;
        Arrays.fill(expected, 6, 9, 0.5f);
        Arrays.fill(expected, 15, 17, 0.5f);
        Penalty elasticNet = new Penalty(0.25, 0.125);
        double value = elasticNet.value(network.layout(), theta);
        assertEquals(0.25 * (4 + 10 * 2) + 0.125 * 0.5 * (16 + 10 * 4), value);
        assertArrayEquals(expected, change(update(UpdateRules.NONE.withPenalty(elasticNet))));
    }

    @Test
    void thePenaltysGradientIsItsDerivative() {
        Penalty penalty = new Penalty(0.3, 0.7);
        System.arraycopy(some(3, 1), 0, theta, 0, theta.length);
        float[] start = theta.clone();
        float[] change = change(update(UpdateRules.NONE.withPenalty(penalty)));
        for (int i = 0; i < theta.length; i++) {
            float[] up = start.clone();
            float[] down = start.clone();
            up[i] += 0x1p-10f;
            down[i] -= 0x1p-10f;
            double slope = (penalty.value(network.layout(), up) - penalty.value(network.layout(), down)) / 0x1p-9;
            assertEquals(slope, change[i], 1e-3, "parameter " + i);
        }
    }

    @Test
    void eachDerivativeIsLimited() {
        System.arraycopy(some(4, 1), 0, gradients, 0, gradients.length);
        float[] expected = gradients.clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.clamp(expected[i], -0.5f, 0.5f);
        }
        Arrays.fill(theta, 0);
        ParameterUpdate update = update(clipping(Clipping.byValue(0.5)));
        assertArrayEquals(expected, change(update));
        assertEquals(Optional.of(1), update.takeClippedSteps());
    }

    @Test
    void theNormOfEachTensorIsLimited() {
        System.arraycopy(some(5, 1), 0, gradients, 0, gradients.length);
        gradients[15] = 0.125f;
        gradients[16] = 0.25f;
        float[] before = gradients.clone();
        Arrays.fill(theta, 0);
        float[] change = change(update(clipping(Clipping.byNorm(0.5))));
        for (Segment segment : network.layout().segments()) {
            double norm = norm(before, segment.from(), segment.to());
            double factor = Math.min(1, 0.5 / norm);
            assertEquals(segment.from() == 15, factor == 1, segment.name());
            for (int i = segment.from(); i < segment.to(); i++) {
                assertEquals(before[i] * factor, change[i], 1e-7, "parameter " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-30, 1e25, 1e37})
    void theNormOfAllIsLimitedHoweverLargeItIs(double scale) {
        System.arraycopy(some(6, scale), 0, gradients, 0, gradients.length);
        float[] before = gradients.clone();
        double norm = norm(before, 0, before.length);
        Arrays.fill(theta, 0);
        ParameterUpdate update = update(clipping(Clipping.byGlobalNorm(0.5 * scale)));
        float[] change = change(update);
        for (int i = 0; i < change.length; i++) {
            assertEquals(before[i] * (0.5 * scale / norm), change[i], 1e-7 * scale, "parameter " + i);
        }
        assertEquals(Optional.of(1), update.takeClippedSteps());
    }

    @Test
    void whatIsWithinTheLimitsIsLeftAloneAndCounted() {
        System.arraycopy(some(7, 0.01), 0, gradients, 0, gradients.length);
        float[] before = gradients.clone();
        Arrays.fill(theta, 0);
        ParameterUpdate update = update(clipping(new Clipping(1, 1, 1)));
        assertArrayEquals(before, change(update));
        gradients[3] = 5;
        change(update);
        gradients[3] = 5;
        change(update);
        assertEquals(Optional.of(2), update.takeClippedSteps());
        assertEquals(Optional.of(0), update.takeClippedSteps());
        assertEquals(Optional.empty(), update(UpdateRules.NONE).takeClippedSteps());
    }

    @Test
    void aGradientThatIsNotANumberIsNotHidden() {
        for (Clipping clipping : List.of(Clipping.byValue(1), Clipping.byNorm(1), Clipping.byGlobalNorm(1))) {
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                Arrays.fill(theta, 0);
                Arrays.fill(gradients, 0.25f);
                gradients[1] = bad;
                change(update(clipping(clipping)));
                boolean limited = clipping.value() == 1 && bad == Float.POSITIVE_INFINITY;
                assertEquals(limited ? -1 : Float.NaN, theta[1], clipping + " of " + bad);
            }
        }
    }

    @Test
    void onlyTheNormOfAllNeedsAllGradients() {
        assertTrue(update(clipping(Clipping.byGlobalNorm(1))).needsAllGradients());
        assertFalse(update(clipping(new Clipping(1, 1, Double.POSITIVE_INFINITY))
                        .withPenalty(new Penalty(1, 1))
                        .withMaxNorm(1))
                .needsAllGradients());
    }

    /** What the loop relies on, which updates a layer as soon as its gradients are there. */
    @Test
    void layerByLayerComesToTheSameBits() {
        UpdateRules rules = clipping(new Clipping(0.9, 0.5, Double.POSITIVE_INFINITY))
                .withPenalty(new Penalty(0.1, 0.2))
                .withMaxNorm(0.7);
        float[] start = some(8, 1);
        System.arraycopy(start, 0, theta, 0, theta.length);
        System.arraycopy(some(9, 1), 0, gradients, 0, gradients.length);
        ParameterUpdate whole = update(rules);
        change(whole);
        float[] expected = theta.clone();
        System.arraycopy(start, 0, theta, 0, theta.length);
        System.arraycopy(some(9, 1), 0, gradients, 0, gradients.length);
        ParameterUpdate layers = update(rules);
        layers.begin(1, 1);
        layers.updateLayer(1);
        layers.updateLayer(0);
        assertArrayEquals(expected, theta);
        assertEquals(Optional.of(1), layers.takeClippedSteps());
    }

    @Test
    void threadsChangeNothing() {
        UpdateRules rules = clipping(new Clipping(0.9, 0.5, 0.5))
                .withPenalty(new Penalty(0.1, 0.2))
                .withMaxNorm(0.7);
        float[] start = some(8, 1);
        System.arraycopy(start, 0, theta, 0, theta.length);
        System.arraycopy(some(9, 1), 0, gradients, 0, gradients.length);
        change(update(rules));
        float[] expected = theta.clone();
        System.arraycopy(start, 0, theta, 0, theta.length);
        System.arraycopy(some(9, 1), 0, gradients, 0, gradients.length);
        try (Compute whole = Compute.of(Compute.scalar().kernel(), 3);
                Compute compute = whole.withBlocksOf(1)) {
            change(new ParameterUpdate(new GradientDescent(1), rules, network, gradients, compute));
        }
        assertArrayEquals(expected, theta);
    }

    @Test
    void theIncomingWeightsOfEachUnitStayWithinTheBall() {
        System.arraycopy(some(10, 1), 0, theta, 0, theta.length);
        float[] start = theta.clone();
        change(update(UpdateRules.NONE.withMaxNorm(1)));
        int shortened = 0;
        for (int j = 0; j < 3; j++) {
            double norm = Math.sqrt((double) start[j] * start[j] + (double) start[3 + j] * start[3 + j]);
            double factor = Math.min(1, 1 / norm);
            shortened += factor < 1 ? 1 : 0;
            assertEquals(start[j] * factor, theta[j], 1e-7);
            assertEquals(start[3 + j] * factor, theta[3 + j], 1e-7);
        }
        assertTrue(shortened > 0 && shortened < 3, "both cases should occur");
        assertArrayEquals(Arrays.copyOfRange(start, 6, 9), Arrays.copyOfRange(theta, 6, 9));
    }

    @Test
    void limitsAndPricesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Clipping.byValue(0));
        assertThrows(IllegalArgumentException.class, () -> Clipping.byNorm(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Clipping.byGlobalNorm(-1));
        assertThrows(IllegalArgumentException.class, () -> new Penalty(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Penalty(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> UpdateRules.NONE.withMaxNorm(0));
    }

    private static double norm(float[] values, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }
}
