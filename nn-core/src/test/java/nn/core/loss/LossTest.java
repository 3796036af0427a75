package nn.core.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import org.junit.jupiter.api.Test;

/** Losses by hand; what the shipped form and the textbook form have in common is not seen by comparing the two. */
class LossTest {

    private static final MatrixKernel KERNEL = new ScalarKernel();
    private static final Targets.Values TWO_VALUES = new Targets.Values(List.of("u", "v"));
    private static final Targets.Classes TWO_CLASSES = new Targets.Classes(List.of("no", "yes"));
    private static final Targets.Classes THREE_CLASSES = new Targets.Classes(List.of("a", "b", "c"));

    private static Batch values(float... values) {
        Batch batch = new Batch(4, 1, TWO_VALUES);
        batch.resize(values.length / 2);
        System.arraycopy(values, 0, batch.values(), 0, values.length);
        return batch;
    }

    private static Batch labels(Targets.Classes classes, int... labels) {
        Batch batch = new Batch(4, 1, classes);
        batch.resize(labels.length);
        System.arraycopy(labels, 0, batch.labels(), 0, labels.length);
        return batch;
    }

    private static void check(Loss loss, Batch batch, float[] logits, double value, float... gradient) {
        int width = logits.length / batch.rows();
        double[][] rows = new double[batch.rows()][width];
        for (int i = 0; i < logits.length; i++) {
            rows[i / width][i % width] = logits[i];
        }
        float[] actual = new float[logits.length];
        assertEquals(value, loss.value(KERNEL, batch, logits), 1e-6 * Math.abs(value));
        assertEquals(value, loss.valueAndGradient(KERNEL, batch, logits, actual), 1e-6 * Math.abs(value));
        assertEquals(value, loss.reference(batch, rows), 1e-6 * Math.abs(value));
        assertArrayEquals(gradient, actual, 1e-6f);
    }

    @Test
    void squaredErrors() {
        Batch batch = values(1, 2, 3, 4);
        float[] outputs = {2, 2, 3, 1}; // errors 1, 0, 0, −3
        check(new MeanSquaredError(), batch, outputs, 10.0 / 4, 0.5f, 0, 0, -1.5f);
        check(new HalfSquaredError(), batch, outputs, 10.0 / 2 / 2, 0.5f, 0, 0, -1.5f);
        Batch oneRow = values(1, 2);
        check(new MeanSquaredError(), oneRow, new float[] {4, 6}, 25.0 / 2, 3, 4);
        check(new HalfSquaredError(), oneRow, new float[] {4, 6}, 25.0 / 2, 3, 4);
    }

    @Test
    void crossEntropies() {
        float ln3 = (float) Math.log(3);
        check(
                new SoftmaxCrossEntropy(),
                labels(THREE_CLASSES, 0, 2),
                new float[] {0, 0, 0, 0, 0, ln3},
                (Math.log(3) + Math.log(5.0 / 3)) / 2,
                (1 / 3f - 1) / 2,
                1 / 6f,
                1 / 6f,
                0.1f,
                0.1f,
                (0.6f - 1) / 2);
        check(
                new BinaryCrossEntropy(),
                labels(TWO_CLASSES, 0, 1),
                new float[] {0, ln3},
                (Math.log(2) + Math.log(4.0 / 3)) / 2,
                0.25f,
                (0.75f - 1) / 2);
    }

    @Test
    void lossesOfDifferences() {
        Batch batch = values(1, 2, 3, 4);
        float[] outputs = {1.5f, 2, 3, 1}; // errors ½, 0, 0, −3
        check(new MeanAbsoluteError(), batch, outputs, 3.5 / 4, 0.25f, 0, 0, -0.25f);
        check(new Huber(2), batch, outputs, (0.125 + 2 * 2) / 4, 0.125f, 0, 0, -0.5f);
        check(new Quantile(0.9), batch, outputs, (0.1 * 0.5 + 0.9 * 3) / 4, 0.025f, 0, 0, -0.225f);
        double logCosh = Math.log(Math.cosh(0.5)) + Math.log(Math.cosh(3));
        float[] slopes = {(float) Math.tanh(0.5) / 4, 0, 0, (float) Math.tanh(-3) / 4};
        check(new LogCosh(), batch, outputs, logCosh / 4, slopes);
        check(
                new LogCosh(),
                values(0, 0),
                new float[] {100, 0},
                (100 - Math.log(2)) / 2,
                0.5f,
                0); // cosh 100 is no float
    }

    @Test
    void likelihoodsOfCountsAndOfNumbersWithASpread() {
        float ln2 = (float) Math.log(2);
        double cost = 2 - 3 * Math.log(2) + 1 - 0;
        check(new Poisson(), values(3, 0), new float[] {ln2, 0}, cost / 2, -0.5f, 0.5f);
        // Means 1 and 0, variances 2 and 1 + ε.
        double epsilon = 1e-6;
        double first = (Math.log(2 + epsilon) + 9 / (2 + epsilon)) / 2;
        double second = (Math.log(1 + epsilon) + 1 / (1 + epsilon)) / 2;
        check(
                new GaussianNegativeLogLikelihood(),
                values(4, 1),
                new float[] {1, 0, ln2, 0},
                (first + second) / 2,
                -0.75f,
                -0.5f,
                0.25f * (1 - 4.5f),
                0);
    }

    @Test
    void labelSmoothingSharesTheTarget() {
        // Targets 0.8, 0.1, 0.1 for the first row's label.
        check(
                new SoftmaxCrossEntropy(0.3),
                labels(THREE_CLASSES, 0),
                new float[] {(float) Math.log(2), 0, 0},
                Math.log(4) - 0.8 * Math.log(2),
                0.5f - 0.8f,
                0.25f - 0.1f,
                0.25f - 0.1f);
        float ln3 = (float) Math.log(3);
        check(
                new BinaryCrossEntropy(0.2),
                labels(TWO_CLASSES, 1),
                new float[] {ln3},
                -0.9 * Math.log(0.75) - 0.1 * Math.log(0.25),
                0.75f - 0.9f);
    }

    @Test
    void severalLabelsHaveALogitEach() {
        float ln3 = (float) Math.log(3);
        check(
                new BinaryCrossEntropy(),
                values(1, 0, 1, 1),
                new float[] {0, ln3, ln3, 0},
                (Math.log(2) - Math.log(0.25) - Math.log(0.75) + Math.log(2)) / 4,
                -0.125f,
                0.1875f,
                -0.0625f,
                -0.125f);
    }

    @Test
    void margins() {
        Batch batch = labels(TWO_CLASSES, 1, 0, 1);
        float[] logits = {0.25f, 0.5f, 2};
        check(new Hinge(), batch, logits, (0.75 + 1.5 + 0) / 3, -1 / 3f, 1 / 3f, 0);
        check(new SquaredHinge(), batch, logits, (0.5625 + 2.25) / 3, -0.5f, 1, 0);
    }

    @Test
    void focalLossLooksAwayFromWhatIsEasy() {
        float ln3 = (float) Math.log(3);
        // p = ¾, then dℓ/dp = 2(1 − p) ln p − (1 − p)²/p and dp/dz = p(1 − p).
        double slope = (0.5 * Math.log(0.75) - 0.0625 / 0.75) * 0.1875;
        check(
                new Focal(),
                labels(TWO_CLASSES, 1),
                new float[] {0, ln3},
                -0.0625 * Math.log(0.75),
                (float) -slope,
                (float) slope);
        check(new Focal(0), labels(TWO_CLASSES, 1), new float[] {0, ln3}, -Math.log(0.75), 0.25f, -0.25f);
        check(new Focal(), labels(TWO_CLASSES, 1), new float[] {0, 1000}, 0, 0, 0);
        check(new Focal(), labels(TWO_CLASSES, 0), new float[] {0, 1000}, 1000, -1, 1);
    }

    @Test
    void distributionsAndDirections() {
        float ln3 = (float) Math.log(3);
        check(
                new KullbackLeibler(),
                values(0.5f, 0.5f, 0, 1),
                new float[] {0, ln3, 0, ln3},
                (0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75) - Math.log(0.75)) / 2,
                -0.125f,
                0.125f,
                0.125f,
                -0.125f);
        // Across, then along: 1 − 0 and 1 − 1.
        check(new Cosine(), values(0, 2, 3, 4), new float[] {3, 0, 6, 8}, 0.5, 0, -1 / 6f, 0, 0);
        check(new Cosine(), values(0, 2), new float[] {0, 0}, 1, 0, -2e8f);
    }

    @Test
    void targetsThatALossIsNotDefinedForAreSaid() {
        assertTrue(new Poisson().objectionTo(new double[] {3, -1}).orElseThrow().contains("-1.0"));
        assertTrue(new Poisson().objectionTo(new double[] {0, 2.5}).isEmpty());
        assertTrue(new BinaryCrossEntropy()
                .objectionTo(new double[] {1, 2})
                .orElseThrow()
                .contains("2.0"));
        assertTrue(new BinaryCrossEntropy().objectionTo(new double[] {1, 0}).isEmpty());
        assertTrue(new KullbackLeibler()
                .objectionTo(new double[] {0.5, 0.4})
                .orElseThrow()
                .contains("add up to 0.9"));
        assertTrue(new KullbackLeibler()
                .objectionTo(new double[] {1.5, -0.5})
                .orElseThrow()
                .contains("-0.5"));
        assertTrue(new KullbackLeibler().objectionTo(new double[] {0.3, 0.7}).isEmpty());
        assertTrue(new Huber().objectionTo(new double[] {-7}).isEmpty());
    }

    @Test
    void linksReadPredictionsOffTheLogits() {
        float[] logits = {-1, 0, 2, Float.NaN};
        Link.EXP.apply(KERNEL, 2, 2, logits);
        assertArrayEquals(new float[] {(float) Math.exp(-1), 1, (float) Math.exp(2), Float.NaN}, logits, 1e-6f);
        float[] margins = {-1, 0, 2, Float.NaN};
        Link.STEP.apply(KERNEL, 4, 1, margins);
        assertArrayEquals(new float[] {0, 0, 1, Float.NaN}, margins);
    }

    @Test
    void weightsShareOutTheLoss() {
        Batch batch = values(0, 0, 0, 0);
        batch.rowWeights()[0] = 0.25f;
        batch.rowWeights()[1] = 0.75f;
        check(new HalfSquaredError(), batch, new float[] {2, 0, 0, 4}, 0.25 * 2 + 0.75 * 8, 0.5f, 0, 0, 3);
    }

    @Test
    void extremeLogitsNeitherOverflowNorLoseTheLoss() {
        check(new SoftmaxCrossEntropy(), labels(THREE_CLASSES, 0), new float[] {-1000, 1000, 0}, 2000, -1, 1, 0);
        check(new BinaryCrossEntropy(), labels(TWO_CLASSES, 1), new float[] {-1000}, 1000, -1);
        check(new BinaryCrossEntropy(), labels(TWO_CLASSES, 1), new float[] {20}, Math.log1p(Math.exp(-20)), 0);
    }

    @Test
    void wrongTargetsAreRefusedNamingALossThatFits() {
        for (Loss loss : List.of(new SoftmaxCrossEntropy(), new Focal(), new Hinge(), new SquaredHinge())) {
            String message = assertThrows(NnException.Configuration.class, () -> loss.outputWidth(TWO_VALUES))
                    .getMessage();
            assertTrue(message.contains("mean-squared-error"), message);
        }
        for (Loss loss : List.of(
                new MeanSquaredError(),
                new HalfSquaredError(),
                new BinaryCrossEntropy(),
                new Huber(),
                new GaussianNegativeLogLikelihood(),
                new KullbackLeibler(),
                new Hinge())) {
            String message = assertThrows(NnException.Configuration.class, () -> loss.outputWidth(THREE_CLASSES))
                    .getMessage();
            assertTrue(message.contains("softmax-cross-entropy"), message);
        }
        Targets.Values one = new Targets.Values(List.of("u"));
        for (Loss loss : List.of(new KullbackLeibler(), new Cosine())) {
            String message = assertThrows(NnException.Configuration.class, () -> loss.outputWidth(one))
                    .getMessage();
            assertTrue(message.contains("two or more quantities"), message);
        }
        assertEquals(1, new BinaryCrossEntropy().outputWidth(TWO_CLASSES));
        assertEquals(2, new BinaryCrossEntropy().outputWidth(TWO_VALUES));
        assertEquals(1, new Hinge().outputWidth(TWO_CLASSES));
        assertEquals(4, new GaussianNegativeLogLikelihood().outputWidth(TWO_VALUES));
        assertEquals(3, new SoftmaxCrossEntropy().outputWidth(THREE_CLASSES));
        assertEquals(2, new MeanSquaredError().outputWidth(TWO_VALUES));
    }
}
