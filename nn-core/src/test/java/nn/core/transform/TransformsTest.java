package nn.core.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Column;
import nn.core.data.Examples;
import nn.core.data.Feature;
import nn.core.data.ImageDataset;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TableRows;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;
import nn.core.matrix.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TransformsTest {

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
                    .examples(images, rows, Storage.auto());
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
        int[] rows = {0, 1};
        Examples passing = fitted.passing(part.dataset(), rows);
        Batch batch = new Batch(2, passing.featureCount(), passing.targets());
        for (Executable use : List.<Executable>of(
                () -> fitted.examples(part.dataset(), rows, Storage.auto()), () -> passing.gather(rows, 0, 2, batch))) {
            NnException.Data e = assertThrows(NnException.Data.class, use);
            assertTrue(e.getMessage().startsWith("t: row 2: feature \"x\" is NaN"), e.getMessage());
        }
    }

    @Test
    void missingFlagsComeAfterAllOthersAndOnlyWhereTrainingRowsLackValues() {
        TrainingPart part = Split.random(
                        data(new double[] {1, Double.NaN, 3}, new int[] {0, 1, 2}, new double[3]), 0, 0, 1)
                .training();
        FittedTransform fitted = fitted(new MissingFlag(), part);
        assertEquals(
                List.of("x", "color", "x is missing"),
                fitted.outputs().stream().map(Feature::name).toList());
        assertArrayEquals(new double[] {Double.NaN, 1, 1}, fitted.apply(new double[] {Double.NaN, 1}));
        assertArrayEquals(new double[] {5, Double.NaN, 0}, fitted.apply(new double[] {5, Double.NaN}));
    }

    @Test
    void aMissingCategoryCanBeACategoryOfItsOwnOrTheMostFrequentOne() {
        TrainingPart part = Split.random(data(new double[5], new int[] {0, 2, -1, 2, 0}, new double[5]), 0, 0, 1)
                .training();
        double[] missing = {7, Double.NaN};
        List<Preprocessing.Step> flagged =
                Preprocessing.fit(part.trainingRows(), List.of(new MissingFlag(), new OneHot()));
        assertArrayEquals(new double[] {7, 0, 0, 0, 1}, Steps.apply(missing, flagged));
        assertEquals(
                List.of("x", "color=red", "color=green", "color=blue", "color is missing"),
                Preprocessing.outputs(part.dataset().features(), flagged).stream()
                        .map(Feature::name)
                        .toList());
        List<Preprocessing.Step> imputed =
                Preprocessing.fit(part.trainingRows(), List.of(new ImputeMostFrequent(), new OneHot()));
        assertArrayEquals(new double[] {7, 1, 0, 0}, Steps.apply(missing, imputed)); // the first of two
    }

    @Test
    void medianAndQuartilesIgnoreOutliersAndMissingValues() {
        TrainingPart part = whole(1, 2, 3, 4, 1e9, Double.NaN);
        assertEquals(3, fitted(new ImputeMedian(), part).apply(new double[] {Double.NaN, 0})[0]);
        assertEquals((9 - 3) / (4.0 - 2), fitted(new RobustScale(), part).apply(new double[] {9, 0})[0]);
        assertEquals(1, fitted(new RobustScale(), whole(-1e308, 1e308)).apply(new double[] {1e308, 0})[0]);
    }

    @Test
    void quantilesGiveRanksAndMidranksOfTies() {
        FittedTransform uniform = fitted(new Quantile(), whole(10, 20, 20, 20, 1000));
        double[] x = {5, 10, 15, 20, 510, 1000, 2000};
        double[] expected = {0, 0, 0.125, 0.5, 0.875, 1, 1};
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], uniform.apply(new double[] {x[i], 0})[0], 1e-15, "x = " + x[i]);
        }
        FittedTransform normal = fitted(new Quantile(Quantile.Output.NORMAL, 1000), whole(10, 20, 20, 20, 1000));
        assertEquals(0, normal.apply(new double[] {20, 0})[0]);
        assertEquals(-5.1993375821928165, normal.apply(new double[] {-1e9, 0})[0], 1e-12);
        assertEquals(5.1993375821928165, normal.apply(new double[] {1e9, 0})[0], 1e-12);
    }

    @Test
    void anUnknownCategoryIsRefusedOrIgnored() {
        TrainingPart part = whole(1, 2);
        Table table = new Table(
                "new",
                List.of(
                        new Column.Numeric("x", new double[] {1, 2}),
                        new Column.Categorical("color", List.of("blue", "pink"), new int[] {0, 1})));
        TableRows rows = new TableRows(table, part.dataset().features());
        TargetScale none = TargetScale.none(part.dataset().targets());
        for (Transform strict : List.of(new OneHot(), new Ordinal())) {
            String message = assertThrows(
                            NnException.Data.class, () -> inputs(Preprocessing.fit(part, List.of(strict), none), rows))
                    .getMessage();
            assertEquals(
                    "new: row 2: column \"color\" is \"pink\", expected one of red, green, blue. A model that was trained"
                            + " with one-hot:unknown=ignore takes any other, too.",
                    message);
        }
        Transform lenient = new OneHot(OneHot.Unknown.IGNORE);
        assertArrayEquals(
                new float[] {1, 0, 0, 1, 2, 0, 0, 0}, inputs(Preprocessing.fit(part, List.of(lenient), none), rows));
    }

    private static float[] inputs(Preprocessing preprocessing, TableRows rows) {
        int width = preprocessing.outputs().size();
        float[] inputs = new float[rows.rows() * width];
        RowReader reader = new RowReader(rows, preprocessing);
        for (int row = 0; row < rows.rows(); row++) {
            reader.features(row, inputs, row * width);
        }
        return inputs;
    }

    @Test
    void numbersTooLargeToBeScaledAreNamed() {
        TrainingPart part = whole(-1e308, 1e308);
        for (Transform transform : List.of(new Standardize(), new MinMax())) {
            String message = assertThrows(
                            NnException.Data.class,
                            () -> Preprocessing.fit(
                                    part,
                                    List.of(transform, new OneHot()),
                                    TargetScale.none(part.dataset().targets())))
                    .getMessage();
            assertTrue(message.startsWith("t: transform " + transform.spec()), message);
        }
    }
}
