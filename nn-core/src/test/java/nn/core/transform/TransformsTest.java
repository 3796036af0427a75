package nn.core.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Column;
import nn.core.data.Examples;
import nn.core.data.Feature;
import nn.core.data.ImageDataset;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;
import nn.core.matrix.Shape;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformsTest {

    private static final Registry REGISTRY = Registry.load();
    private static final List<String> COLORS = List.of("red", "green", "blue");

    /** A data set with one numeric feature, one categorical feature and a numeric target. */
    private static TableDataset data(double[] x, int[] colors, double[] y) {
        return TableDataset.of(
                new Table(
                        "t",
                        List.of(
                                new Column.Numeric("x", x),
                                new Column.Categorical("color", COLORS, colors),
                                new Column.Numeric("y", y))),
                List.of("y"));
    }

    /** All rows as a training part. */
    private static TrainingPart whole(double... x) {
        return Split.random(data(x, new int[x.length], new double[x.length]), 0, 0, 1)
                .training();
    }

    private static FittedTransform fitted(Transform transform, TrainingPart part) {
        return transform.fitted(part.dataset().features(), transform.fit(part.trainingRows()));
    }

    static List<Transform> all() {
        return REGISTRY.providers(Transform.class).stream()
                .map(p -> p.create(Settings.EMPTY, REGISTRY))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyTheTrainingPartIsLookedAt(Transform transform) {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        int[] colors = new int[10];
        Split split = Split.random(data(x, colors, x.clone()), 0.2, 0.2, 1);
        double[] changed = x.clone();
        boolean[] training = new boolean[10];
        for (int row : split.training().rows()) {
            training[row] = true;
        }
        for (int i = 0; i < 10; i++) {
            changed[i] = training[i] ? x[i] : 1e6;
        }
        Split other = Split.random(data(changed, colors, x.clone()), 0.2, 0.2, 1);
        assertArrayEquals(split.training().rows(), other.training().rows());
        var expected = transform.fit(split.training().trainingRows());
        var learned = transform.fit(other.training().trainingRows());
        assertEquals(expected.keySet(), learned.keySet());
        expected.forEach((name, vector) -> assertArrayEquals(vector, learned.get(name)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowIsNotModifiedAndAllOfTheResultIsOverwritten(Transform transform) {
        TrainingPart part = whole(1, 2, 4);
        FittedTransform fitted = fitted(transform, part);
        double[] row = {Double.NaN, 2};
        double[] before = row.clone();
        double[] result = new double[fitted.outputs().size()];
        Arrays.fill(result, 77);
        fitted.apply(row, result);
        assertArrayEquals(fitted.apply(row), result);
        assertArrayEquals(before, row);
    }

    @ParameterizedTest
    @MethodSource("all")
    void learnedVectorsThatDoNotFitAreRefused(Transform transform) {
        TrainingPart part = whole(1, 2, 4);
        var learned = transform.fit(part.trainingRows());
        List<Feature> more = List.of(Feature.number("a"), Feature.number("b"), Feature.number("c"));
        if (!learned.isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> transform.fitted(more, learned));
            learned.clear();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> transform.fitted(part.dataset().features(), learned));
        }
    }

    @Test
    void standardizeGivesMeanZeroAndDeviationOne() {
        FittedTransform fitted = fitted(new Standardize(), whole(1, 2, 3, 6)); // mean 3, variance 14/4
        assertArrayEquals(new double[] {(5 - 3) / Math.sqrt(3.5), 2}, fitted.apply(new double[] {5, 2}), 1e-15);
    }

    @Test
    void standardizeKeepsItsDigitsFarFromZero() {
        FittedTransform fitted = fitted(new Standardize(), whole(1e9, 1e9 + 1, 1e9 + 2));
        assertEquals(Math.sqrt(1.5), fitted.apply(new double[] {1e9 + 2, 0})[0], 1e-9);
    }

    @Test
    void minMaxMapsTheRangeToTheUnitInterval() {
        FittedTransform fitted = fitted(new MinMax(), whole(2, 6, 3));
        assertArrayEquals(new double[] {0, 1}, fitted.apply(new double[] {2, 1}));
        assertArrayEquals(new double[] {1, 0}, fitted.apply(new double[] {6, 0}));
        assertArrayEquals(new double[] {1.5, 0}, fitted.apply(new double[] {8, 0})); // outside of what was seen
    }

    @Test
    void rescaleDivides() {
        assertArrayEquals(new double[] {0.2, 1}, fitted(new Rescale(), whole(0)).apply(new double[] {51, 1}));
    }

    @Test
    void aConstantColumnBecomesZero() {
        for (Transform transform : List.of(new Standardize(), new MinMax())) {
            FittedTransform fitted = fitted(transform, whole(7, 7, 7));
            assertArrayEquals(new double[] {0, 0}, fitted.apply(new double[] {7, 0}));
            assertArrayEquals(new double[] {1, 0}, fitted.apply(new double[] {8, 0}));
        }
    }

    @Test
    void missingNumbersDoNotCountAndStayMissingUnlessImputed() {
        double nan = Double.NaN;
        TrainingPart part = whole(1, nan, 3);
        for (Transform transform : List.of(new Standardize(), new MinMax())) {
            double[] row = fitted(transform, part).apply(new double[] {nan, 1});
            assertTrue(Double.isNaN(row[0]));
        }
        assertEquals(0, fitted(new Standardize(), part).apply(new double[] {2, 0})[0]);
        assertEquals(0.5, fitted(new MinMax(), part).apply(new double[] {2, 0})[0]);
        FittedTransform imputed = fitted(new ImputeMean(), part);
        assertArrayEquals(new double[] {2, 1}, imputed.apply(new double[] {nan, 1}));
        assertArrayEquals(new double[] {9, 1}, imputed.apply(new double[] {9, 1}));
        assertTrue(Double.isNaN(imputed.apply(new double[] {9, nan})[1]));
    }

    @Test
    void aColumnWithoutAnyNumberDoesNotBreakTheOthers() {
        TrainingPart part = whole(Double.NaN, Double.NaN);
        for (Transform transform : List.of(new Standardize(), new MinMax(), new ImputeMean())) {
            assertTrue(Double.isFinite(fitted(transform, part).apply(new double[] {5, 0})[0]));
        }
    }

    @Test
    void oneHotMakesOneNumberPerCategory() {
        FittedTransform fitted = fitted(new OneHot(), whole(1, 2));
        assertEquals(
                List.of("x", "color=red", "color=green", "color=blue"),
                fitted.outputs().stream().map(Feature::name).toList());
        assertFalse(fitted.outputs().stream().anyMatch(Feature::isCategorical));
        assertArrayEquals(new double[] {5, 0, 0, 1}, fitted.apply(new double[] {5, 2}));
        assertArrayEquals(new double[] {5, 1, 0, 0}, fitted.apply(new double[] {5, 0}));
        assertArrayEquals(new double[] {5, 0, 0, 0}, fitted.apply(new double[] {5, Double.NaN}));
    }

    @Test
    void ordinalKeepsTheNumberOfTheCategory() {
        FittedTransform fitted = fitted(new Ordinal(), whole(1, 2));
        assertFalse(fitted.outputs().stream().anyMatch(Feature::isCategorical));
        assertArrayEquals(new double[] {5, 2}, fitted.apply(new double[] {5, 2}));
        assertArrayEquals(new double[] {5, -1}, fitted.apply(new double[] {5, Double.NaN}));
    }

    @Test
    void laterTransformsSeeWhatEarlierOnesMake() {
        TrainingPart part = whole(0, 10, 5);
        Preprocessing fitted = Preprocessing.fit(
                part,
                List.of(new Rescale(10), new MinMax(), new OneHot(), new Standardize()),
                TargetScale.none(part.dataset().targets()));
        float[] row = new float[4];
        TransformPass pass = fitted.newPass();
        pass.raw()[0] = 10;
        pass.apply(row, 0);
        assertEquals((1 - 0.5) / Math.sqrt(1 / 6.0), row[0], 1e-6); // standardized from 0, 1, 0.5
        assertEquals(0, row[1]); // always red
        assertEquals(0.1, fitted.steps().get(1).learned().get("scale")[0] / 10, 1e-15);
    }

    @Test
    void textWithoutATransformIsRefused() {
        TrainingPart part = whole(1, 2);
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class,
                () -> Preprocessing.fit(
                        part,
                        List.of(new Standardize()),
                        TargetScale.none(part.dataset().targets())));
        assertTrue(e.getMessage().contains("\"color\" is text"), e.getMessage());
    }

    @Test
    void whatSuitsTheDataIsChosen() {
        assertEquals(List.of(new Standardize(), new OneHot()), Preprocessing.automatic(whole(1, 2)));
        assertEquals(
                List.of(new ImputeMean(), new Standardize(), new OneHot()),
                Preprocessing.automatic(whole(1, Double.NaN)));
        ImageDataset images = images();
        assertEquals(
                List.of(new Rescale(255)),
                Preprocessing.automatic(Split.random(images, 0, 0, 1).training()));
    }

    private static ImageDataset images() {
        byte[] pixels = {0, 51, (byte) 255, 102, 1, 2, 3, 4};
        return new ImageDataset("i", Shape.of(2, 2), pixels, new byte[] {0, 1}, new Targets.Classes(List.of("a", "b")));
    }

    @Test
    void imagesAreScaledWhetherTheyStayBytesOrNot() {
        ImageDataset images = images();
        TrainingPart part = Split.random(images, 0, 0, 1).training();
        int[] rows = {0, 1};
        for (List<Transform> transforms :
                List.<List<Transform>>of(List.of(new Rescale()), List.of(new Rescale(), new Rescale(1)))) {
            Examples examples = Preprocessing.fit(part, transforms, TargetScale.none(images.targets()))
                    .examples(images, rows);
            Batch batch = new Batch(2, 4, images.targets());
            examples.gather(new int[] {1, 0}, 0, 2, batch);
            assertArrayEquals(
                    new float[] {1 / 255f, 2 / 255f, 3 / 255f, 4 / 255f, 0, 0.2f, 1, 0.4f}, batch.features(), 1e-7f);
            assertArrayEquals(new int[] {1, 0}, batch.labels());
        }
    }

    @Test
    void aValueThatIsStillMissingIsNamedWithItsRow() {
        TrainingPart part = whole(1, Double.NaN);
        Preprocessing fitted = Preprocessing.fit(
                part,
                List.of(new Standardize(), new OneHot()),
                TargetScale.none(part.dataset().targets()));
        NnException.Data e =
                assertThrows(NnException.Data.class, () -> fitted.examples(part.dataset(), new int[] {0, 1}));
        assertTrue(e.getMessage().startsWith("t: row 2: feature \"x\" is NaN"), e.getMessage());
    }

    @Test
    void targetsAreStandardizedOnTheTrainingPartAndScaledBack() {
        double[] y = {1, 2, 3, 6, 5, 5, 5, 5};
        TableDataset dataset = data(y.clone(), new int[8], y);
        Split split = Split.random(dataset, 0.25, 0.25, 1);
        double[] training =
                Arrays.stream(split.training().rows()).mapToDouble(r -> y[r]).toArray();
        double mean = Arrays.stream(training).average().orElseThrow();
        double variance = Arrays.stream(training)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        TargetScale scale = TargetScale.standardizing(split.training());
        assertEquals(mean, scale.offset()[0], 1e-12);
        assertEquals(Math.sqrt(variance), scale.scale()[0], 1e-12);
        assertEquals(6, scale.fromNetwork(scale.toNetwork(6, 0), 0), 1e-6);
        TargetScale constant =
                TargetScale.standardizing(Split.random(data(y.clone(), new int[8], new double[8]), 0, 0, 1)
                        .training());
        assertEquals(1, constant.scale()[0]);
    }
}
