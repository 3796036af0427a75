package nn.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.data.Feature;
import nn.core.data.TableRows;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.loss.BinaryCrossEntropy;
import nn.core.loss.GaussianNegativeLogLikelihood;
import nn.core.loss.Loss;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.matrix.Shape;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.transform.Preprocessing;
import nn.core.transform.TargetScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

    private static final int INPUTS = 5;
    /** More than a block, and no multiple of one. */
    private static final int ROWS = 2 * Predictor.BLOCK_ROWS + 77;

    private static final Targets CLASSES = new Targets.Classes(List.of("a", "b", "c"));

    /** A model of numbers as they are, whose network has each kind of layer that computes otherwise in a prediction. */
    private static Model model(Targets targets, Loss loss) {
        int logits = loss.outputWidth(targets);
        NetworkSpec spec = NetworkSpec.builder()
                .dense(33)
                .batchNorm()
                .dropout(0.3)
                .dense(logits)
                .spec();
        List<Feature> features = IntStream.range(0, INPUTS)
                .mapToObj(i -> Feature.number("x" + i))
                .toList();
        return new Model(
                spec.build(Shape.of(INPUTS), 1),
                new Preprocessing(features, List.of(), TargetScale.none(targets)),
                targets,
                List.of(),
                loss,
                new TreeMap<>());
    }

    private static Model classifier() {
        return model(CLASSES, new SoftmaxCrossEntropy());
    }

    private static float[] rows() {
        float[] rows = new float[ROWS * INPUTS];
        RandomKey random = RandomKey.of(3, Purpose.DATA);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.normal(i);
        }
        return rows;
    }

    /** The predictions of all rows, one row at a time, as {@link Model#predict(double...)} gives them. */
    private static float[] oneByOne(Model model, float[] rows) {
        int values = model.targets().names().size();
        float[] predictions = new float[ROWS * values];
        for (int r = 0; r < ROWS; r++) {
            double[] row = new double[INPUTS];
            for (int i = 0; i < INPUTS; i++) {
                row[i] = rows[r * INPUTS + i];
            }
            System.arraycopy(model.predict(row), 0, predictions, r * values, values);
        }
        return predictions;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void manyRowsAtOnceHaveTheBitsOfEachAlone(int threads) {
        Model model = classifier();
        float[] rows = rows();
        float[] predictions = new float[ROWS * 3];
        try (Compute usual = Compute.of(Compute.scalar().kernel(), threads);
                Compute compute = usual.withBlocksOf(64)) {
            model.predictor(compute).predict(rows, 0, ROWS, predictions, 0);
        }
        assertArrayEquals(oneByOne(model, rows), predictions);
    }

    @Test
    void rowsAndPredictionsMayStandAnywhereAndNothingElseIsTouched() {
        Model model = classifier();
        float[] rows = rows();
        float[] shifted = new float[rows.length + 20];
        System.arraycopy(rows, 0, shifted, 7, rows.length);
        float[] predictions = new float[ROWS * 3 + 5];
        Arrays.fill(predictions, 77);
        try (Compute compute = Compute.scalar()) {
            model.predictor(compute).predict(shifted, 7 + INPUTS, ROWS - 2, predictions, 4);
        }
        float[] expected = predictions.clone();
        Arrays.fill(expected, 77);
        System.arraycopy(oneByOne(model, rows), 3, expected, 4, (ROWS - 2) * 3);
        assertArrayEquals(expected, predictions);
    }

    /** One logit for two classes, several labels, values with a scale, and two logits for each value. */
    @Test
    void allKindsOfPredictionsAreThoseOfTheModel() {
        Targets two = new Targets.Classes(List.of("no", "yes"));
        Targets values = new Targets.Values(List.of("u", "v"));
        float[] rows = rows();
        for (Model model : List.of(
                model(two, new BinaryCrossEntropy()),
                model(values, new BinaryCrossEntropy()),
                model(values, new GaussianNegativeLogLikelihood()))) {
            float[] predictions = new float[ROWS * 2];
            try (Compute compute = Compute.scalar()) {
                model.predictor(compute).predict(rows, 0, ROWS, predictions, 0);
            }
            assertArrayEquals(oneByOne(model, rows), predictions);
        }
    }

    /** Missing numbers, categories and the scale of the target are those of training. */
    @Test
    void rawFeaturesGoThroughTheTransformsOfTheModel() {
        Model model = SmallModel.trained();
        TableRows table =
                new TableRows(SmallModel.table(), model.preprocessing().inputs());
        try (Compute compute = Compute.scalar()) {
            Predictor predictor = model.predictor(compute);
            assertEquals(2, predictor.features());
            assertEquals(1, predictor.values());
            Predictions expected = model.predict(table, compute);
            double[] raw = new double[2];
            float[] prediction = new float[1];
            for (int r = 0; r < table.rows(); r++) {
                table.read(r, raw);
                raw[0] = (float) raw[0];
                predictor.predict(new float[] {(float) raw[0], (float) raw[1]}, prediction);
                assertEquals(expected.values().get(r, 0), prediction[0], 1e-6);
                assertTrue(Float.isFinite(prediction[0]));
            }
        }
    }

    @Test
    void severalThreadsMayUseOnePredictorAtOnce() throws Exception {
        Model model = classifier();
        float[] rows = rows();
        float[] expected = oneByOne(model, rows);
        int callers = 6;
        CountDownLatch allThere = new CountDownLatch(callers);
        try (Compute usual = Compute.of(Compute.scalar().kernel(), 3);
                Compute compute = usual.withBlocksOf(64);
                ExecutorService executor = Executors.newFixedThreadPool(callers)) {
            Predictor predictor = model.predictor(compute);
            List<Future<float[]>> results = IntStream.range(0, callers)
                    .mapToObj(caller -> executor.submit(() -> {
                        allThere.countDown();
                        allThere.await();
                        float[] predictions = new float[ROWS * 3];
                        for (int round = 0; round < 20; round++) {
                            Arrays.fill(predictions, 77);
                            inPieces(predictor, rows, predictions, 1 + 97 * ((caller + round) % callers));
                            assertArrayEquals(expected, predictions);
                        }
                        return predictions;
                    }))
                    .toList();
            for (Future<float[]> result : results) {
                assertArrayEquals(expected, result.get());
            }
        }
    }

    private static void inPieces(Predictor predictor, float[] rows, float[] predictions, int piece) {
        for (int r = 0; r < ROWS; r += piece) {
            predictor.predict(rows, r * INPUTS, Math.min(piece, ROWS - r), predictions, r * 3);
        }
    }

    /** Of several bad rows the first is named, whichever thread finds one first; the predictor remains good. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aValueThatIsNotFiniteIsRefusedWithItsRowAndFeature(int threads) {
        Model model = classifier();
        float[] rows = rows();
        float[] good = rows.clone();
        rows[40 * INPUTS + 3] = Float.NaN;
        rows[500 * INPUTS] = Float.NEGATIVE_INFINITY;
        float[] predictions = new float[ROWS * 3];
        try (Compute usual = Compute.of(Compute.scalar().kernel(), threads);
                Compute compute = usual.withBlocksOf(64)) {
            Predictor predictor = model.predictor(compute);
            for (int round = 0; round < 50; round++) {
                NnException.Data e =
                        assertThrows(NnException.Data.class, () -> predictor.predict(rows, 0, ROWS, predictions, 0));
                assertTrue(e.getMessage().startsWith("the input: row 41: feature \"x3\" is NaN"), e.getMessage());
            }
            predictor.predict(good, 0, ROWS, predictions, 0);
        }
        assertArrayEquals(oneByOne(model, good), predictions);
        assertThrows(NnException.Data.class, () -> model.predict(1, 2, Double.NaN, 4, 5));
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, 3, 0.5f, Float.POSITIVE_INFINITY})
    void aCodeThatIsNoCategoryIsRefused(float code) {
        try (Compute compute = Compute.scalar()) {
            Predictor predictor = SmallModel.trained().predictor(compute);
            NnException.Data e =
                    assertThrows(NnException.Data.class, () -> predictor.predict(new float[] {1, code}, new float[1]));
            assertTrue(e.getMessage().contains("feature \"color\" is " + code + ", expected the code"), e.getMessage());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Compute compute = Compute.scalar()) {
            Predictor predictor = classifier().predictor(compute);
            float[] rows = new float[4 * INPUTS];
            float[] predictions = new float[4 * 3];
            predictor.predict(rows, 4 * INPUTS, 0, predictions, 4 * 3);
            assertRefused("5 rows of 5", () -> predictor.predict(rows, 0, 5, predictions, 0));
            assertRefused("4 rows of 5", () -> predictor.predict(rows, 1, 4, predictions, 0));
            assertRefused("-1 rows", () -> predictor.predict(rows, 0, -1, predictions, 0));
            assertRefused("from index -1", () -> predictor.predict(rows, 0, 1, predictions, -1));
            assertRefused("4 predictions of 3", () -> predictor.predict(rows, 0, 4, predictions, 1));
            assertRefused("2147483647 rows", () -> predictor.predict(rows, 0, Integer.MAX_VALUE, predictions, 0));
            assertRefused("4 features", () -> predictor.predict(new float[4], new float[3]));
            assertRefused("room for 2", () -> predictor.predict(new float[5], new float[2]));
        }
    }

    private static void assertRefused(String words, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(words), message);
        assertFalse(message.contains("\n"), message);
    }
}
