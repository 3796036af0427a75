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
        for (Loss loss : List.of(new SoftmaxCrossEntropy(), new BinaryCrossEntropy())) {
            String message = assertThrows(NnException.Configuration.class, () -> loss.outputWidth(TWO_VALUES))
                    .getMessage();
            assertTrue(message.contains("mean-squared-error"), message);
        }
        for (Loss loss : List.of(new MeanSquaredError(), new HalfSquaredError(), new BinaryCrossEntropy())) {
            String message = assertThrows(NnException.Configuration.class, () -> loss.outputWidth(THREE_CLASSES))
                    .getMessage();
            assertTrue(message.contains("softmax-cross-entropy"), message);
        }
        assertEquals(1, new BinaryCrossEntropy().outputWidth(TWO_CLASSES));
        assertEquals(3, new SoftmaxCrossEntropy().outputWidth(THREE_CLASSES));
        assertEquals(2, new MeanSquaredError().outputWidth(TWO_VALUES));
    }
}
