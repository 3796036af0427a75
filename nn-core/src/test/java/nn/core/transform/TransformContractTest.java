package nn.core.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Column;
import nn.core.data.Feature;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TrainingPart;
import nn.core.kernel.Compute;
import nn.core.model.Model;
import nn.core.network.NetworkSpec;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every transform promises, whatever it does; with its defaults, and some with other settings. */
class TransformContractTest {

    private static final Registry REGISTRY = Registry.load();
    private static final double NAN = Double.NaN;
    private static final double[] NUMBERS = {3, NAN, -1, 4, 4, 250, 0, NAN, 2.5, 1e-3, 7, -6};
    private static final int[] COLORS = {0, 1, 2, -1, 0, 0, 2, 1, -1, 0, 2, 2};

    static List<Transform> registered() {
        return REGISTRY.providers(Transform.class).stream()
                .map(p -> p.create(Settings.EMPTY, REGISTRY))
                .toList();
    }

    static List<Transform> all() {
        return Stream.concat(
                        registered().stream(),
                        Stream.of(
                                        "impute-constant:value=-3.5",
                                        "quantile:output=normal,count=5",
                                        "one-hot:unknown=ignore",
                                        "columns:names=(x),apply=(missing-flag,impute-median,log,standardize)",
                                        "columns:names=(co*r),apply=(impute-most-frequent,one-hot)")
                                .map(text -> REGISTRY.create(Transform.class, Spec.parse(text))))
                .toList();
    }

    /** A numeric, a categorical and a constant feature. */
    private static TableDataset data(double[] x, int[] colors) {
        double[] y = new double[x.length];
        double[] same = new double[x.length];
        for (int r = 0; r < x.length; r++) {
            y[r] = r;
            same[r] = 7;
        }
        return TableDataset.of(
                new Table(
                        "t",
                        List.of(
                                new Column.Numeric("x", x),
                                new Column.Categorical("color", List.of("red", "green", "blue"), colors),
                                new Column.Numeric("same", same),
                                new Column.Numeric("y", y))),
                List.of("y"));
    }

    private static TrainingPart whole(double[] x, int[] colors) {
        return Split.random(data(x, colors), 0, 0, 1).training();
    }

    private static FittedTransform fitted(Transform transform, TrainingPart part) {
        return transform.fitted(part.dataset().features(), transform.fit(part.trainingRows()));
    }

    private static void assertSame(SortedMap<String, double[]> expected, SortedMap<String, double[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, vector) -> assertArrayEquals(vector, actual.get(name), name));
    }

    @Test
    void thereAreTransforms() {
        assertFalse(registered().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyTheTrainingPartIsLookedAt(Transform transform) {
        Split split = Split.random(data(NUMBERS, COLORS), 0.2, 0.2, 1);
        TreeSet<Integer> training = new TreeSet<>();
        for (int row : split.training().rows()) {
            training.add(row);
        }
        double[] numbers = NUMBERS.clone();
        int[] colors = COLORS.clone();
        for (int r = 0; r < numbers.length; r++) {
            if (!training.contains(r)) {
                numbers[r] = Double.isNaN(numbers[r]) ? 1e6 : NAN;
                colors[r] = colors[r] < 0 ? 1 : -1;
            }
        }
        Split other = Split.random(data(numbers, colors), 0.2, 0.2, 1);
        assertArrayEquals(split.training().rows(), other.training().rows());
        assertSame(
                transform.fit(split.training().trainingRows()),
                transform.fit(other.training().trainingRows()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void fittingTwiceGivesTheSameBits(Transform transform) {
        TrainingPart part = whole(NUMBERS, COLORS);
        assertSame(transform.fit(part.trainingRows()), transform.fit(part.trainingRows()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowIsNotModifiedAndAllOfTheResultIsOverwritten(Transform transform) {
        FittedTransform fitted = fitted(transform, whole(NUMBERS, COLORS));
        double[] row = {NAN, 2, 8};
        double[] before = row.clone();
        double[] result = new double[fitted.outputs().size()];
        Arrays.fill(result, 77);
        fitted.apply(row, result);
        assertArrayEquals(fitted.apply(row), result);
        FittedTransform withRoom = fitted.withRoom();
        assertArrayEquals(result, withRoom.apply(row));
        assertArrayEquals(result, withRoom.apply(row));
        assertArrayEquals(before, row);
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesOfOutputsAreUnique(Transform transform) {
        List<String> names = fitted(transform, whole(NUMBERS, COLORS)).outputs().stream()
                .map(Feature::name)
                .toList();
        assertEquals(names.size(), new TreeSet<>(names).size(), names.toString());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatItDoesNotApplyToStaysAsItIs(Transform transform) {
        TrainingPart part = whole(NUMBERS, COLORS);
        FittedTransform fitted = fitted(transform, part);
        double[] row = {5.25, 1, 9};
        double[] result = fitted.apply(row);
        List<Feature> inputs = part.dataset().features();
        for (int i = 0; i < row.length; i++) {
            if (!transform.appliesTo(inputs.get(i))) {
                assertEquals(row[i], result[fitted.outputs().indexOf(inputs.get(i))]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void missingNumbersStayMissingUnlessTheyAreReplaced(Transform transform) {
        FittedTransform fitted = fitted(transform, whole(NUMBERS, COLORS));
        boolean replaces = transform.spec().toString().matches(".*impute-(mean|median|constant).*");
        int x = fitted.outputs().indexOf(Feature.number("x"));
        assertEquals(!replaces, Double.isNaN(fitted.apply(new double[] {NAN, 0, 7})[x]));
        double[] present = fitted.apply(new double[] {2, 0, 7});
        for (double value : present) {
            assertTrue(Double.isFinite(value));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneRowIsEnoughAndWithoutAnyValueNothingBreaks(Transform transform) {
        for (double only : new double[] {3, NAN}) {
            TrainingPart part = whole(new double[] {only}, new int[] {Double.isNaN(only) ? -1 : 1});
            for (double value : fitted(transform, part).apply(new double[] {5, 1, 7})) {
                assertTrue(Double.isFinite(value), transform + " of " + value);
            }
        }
    }

    /** Between fitted values, and further out than any of them. */
    @ParameterizedTest
    @MethodSource("all")
    void finiteValuesStayFinite(Transform transform) {
        FittedTransform fitted = fitted(transform, whole(NUMBERS, COLORS));
        for (double x : new double[] {-0.0, 1e-300, 1e300, -1e300, 249.999, Double.MIN_VALUE}) {
            for (double value : fitted.apply(new double[] {x, 2, x})) {
                assertTrue(Double.isFinite(value), transform + " of " + x);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anUnknownCategoryIsPassedOnRefusedOrNoneOfTheKnown(Transform transform) {
        FittedTransform fitted = fitted(transform, whole(NUMBERS, COLORS));
        double[] unknown = fitted.apply(new double[] {2, Feature.UNKNOWN, 7});
        double[] known = fitted.apply(new double[] {2, 0, 7});
        for (int i = 0; i < unknown.length; i++) {
            boolean same = unknown[i] == known[i];
            assertTrue(
                    same || Double.isNaN(unknown[i]) || unknown[i] == Feature.UNKNOWN || unknown[i] == 0,
                    transform + ": " + unknown[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("registered")
    void learnedVectorsThatDoNotFitAreRefused(Transform transform) {
        TrainingPart part = whole(NUMBERS, COLORS);
        var learned = transform.fit(part.trainingRows());
        List<Feature> more =
                List.of(Feature.number("a"), Feature.number("b"), Feature.number("c"), Feature.number("d"));
        if (!learned.isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> transform.fitted(more, learned));
            learned.values().forEach(vector -> vector[0] = NAN);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> transform.fitted(part.dataset().features(), learned));
            learned.clear();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> transform.fitted(part.dataset().features(), learned));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aModelFileKeepsIt(Transform transform, @TempDir Path directory) {
        List<Transform> transforms = new ArrayList<>(List.of(transform));
        transforms.addAll(List.of(new ImputeMean(), new OneHot()));
        Split split = Split.random(data(NUMBERS, COLORS), 0, 0, 1);
        Model model;
        try (Compute compute = Compute.scalar()) {
            model = Trainer.of(NetworkSpec.builder().dense(1).spec())
                    .transforms(transforms)
                    .epochs(1)
                    .compute(compute)
                    .fit(split)
                    .model();
        }
        Path file = directory.resolve("model.safetensors");
        model.save(file);
        Preprocessing saved = model.preprocessing();
        Preprocessing loaded = Model.load(file, REGISTRY).preprocessing();
        assertEquals(
                transforms,
                loaded.steps().stream().map(Preprocessing.Step::transform).toList());
        assertEquals(saved.outputs(), loaded.outputs());
        IntStream.range(0, transforms.size())
                .forEach(s -> assertSame(
                        saved.steps().get(s).learned(), loaded.steps().get(s).learned()));
        for (double[] row : new double[][] {{NAN, NAN, NAN}, {1.5, 2, 7}, {-100, 0, 8}}) {
            float[] expected = new float[saved.outputs().size()];
            float[] actual = expected.clone();
            apply(saved, row, expected);
            apply(loaded, row, actual);
            assertArrayEquals(expected, actual);
        }
    }

    private static void apply(Preprocessing preprocessing, double[] row, float[] result) {
        TransformPass pass = preprocessing.newPass();
        System.arraycopy(row, 0, pass.raw(), 0, row.length);
        pass.apply(result, 0);
    }
}
