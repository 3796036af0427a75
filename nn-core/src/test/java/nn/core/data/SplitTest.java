package nn.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.Trainer;
import nn.core.train.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    /** Rows of three classes in the shares 70 : 20 : 10, in a regular order. */
    static Dataset classes(int rows) {
        int[] labels = IntStream.range(0, rows)
                .map(i -> i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2)
                .toArray();
        double[] x = IntStream.range(0, rows).asDoubleStream().toArray();
        return TableDataset.of(
                new Table(
                        "t",
                        List.of(
                                new Column.Numeric("x", x),
                                new Column.Categorical("c", List.of("a", "b", "c"), labels))),
                List.of("c"));
    }

    static Dataset numbers(int rows) {
        double[] x = IntStream.range(0, rows).asDoubleStream().toArray();
        return TableDataset.of(
                new Table("t", List.of(new Column.Numeric("x", x), new Column.Numeric("y", x.clone()))), List.of("y"));
    }

    /** The rows that the part itself keeps to itself. */
    static int[] rows(TestPart part) {
        try {
            Field rows = TestPart.class.getDeclaredField("rows");
            rows.setAccessible(true);
            return (int[]) rows.get(part);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The field has another name", e);
        }
    }

    /** Rows of groups and times, in which the number of a row is its only feature. */
    static Dataset roles(double[] groups, double[] times) {
        Table table = new Table(
                "t",
                List.of(
                        new Column.Numeric("g", groups),
                        new Column.Numeric("t", times),
                        new Column.Numeric(
                                "x",
                                IntStream.range(0, groups.length)
                                        .asDoubleStream()
                                        .toArray()),
                        new Column.Numeric("y", new double[groups.length])));
        return TableDataset.of(table, List.of("y"), new TreeMap<>(Map.of(Role.GROUP, "g", Role.TIME, "t")));
    }

    private static double[] at(int[] rows, double[] values) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static int[] sortedUnion(Split split) {
        return Stream.of(split.training().rows(), split.validation().rows(), rows(split.test()))
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"0.1,0.1", "0.25,0.3", "0,0.5", "0.5,0", "0,0", "0.333,0.333"})
    void thePartsCoverEveryRowOnce(double validation, double test) {
        for (Dataset dataset : List.of(classes(1000), numbers(997))) {
            Split split = Split.of(SplitStrategy.suiting(dataset), dataset, validation, test, 1);
            assertEquals(validation * dataset.rows(), split.validation().size(), 0.6);
            assertEquals(test * dataset.rows(), split.test().size(), 0.6);
            assertArrayEquals(IntStream.range(0, dataset.rows()).toArray(), sortedUnion(split));
        }
    }

    @Test
    void everyPartKeepsTheSharesOfTheClasses() {
        Dataset dataset = classes(1000);
        Split split = Split.stratified(dataset, 0.2, 0.1, 3);
        assertArrayEquals(
                new int[] {490, 140, 70}, count(dataset, split.training().rows()));
        assertArrayEquals(
                new int[] {140, 40, 20}, count(dataset, split.validation().rows()));
        assertArrayEquals(new int[] {70, 20, 10}, count(dataset, rows(split.test())));
    }

    @Test
    void roundingDoesNotAddUpOverManySmallClasses() {
        int[] labels = IntStream.range(0, 300).map(i -> i % 100).toArray();
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();
        Dataset dataset = TableDataset.of(
                new Table(
                        "t",
                        List.of(new Column.Numeric("x", new double[300]), new Column.Categorical("c", names, labels))),
                List.of("c"));
        Split split = Split.stratified(dataset, 0.1, 0.1, 1);
        assertEquals(30, split.validation().size());
        assertEquals(30, split.test().size());
    }

    static int[] count(Dataset dataset, int[] rows) {
        int[] count = new int[dataset.classCount()];
        for (int row : rows) {
            count[dataset.label(row)]++;
        }
        return count;
    }

    @Test
    void theSeedDecides() {
        Dataset dataset = classes(500);
        int[] rows = rows(Split.random(dataset, 0.1, 0.2, 1).test());
        assertArrayEquals(rows, rows(Split.random(dataset, 0.1, 0.2, 1).test()));
        assertFalse(Arrays.equals(rows, rows(Split.random(dataset, 0.1, 0.2, 2).test())));
    }

    @Test
    void testRowsOfTheirOwnAreAllUsed() {
        Split split = Split.random(numbers(50), 0.2, 0, 1).withTest(numbers(20));
        assertEquals(40, split.training().size());
        assertEquals(10, split.validation().size());
        assertEquals(20, split.test().size());
        assertThrows(NnException.Data.class, () -> split.withTest(classes(20)));
        Split watched = split.withValidation(numbers(7));
        assertEquals(40, watched.training().size());
        assertEquals(7, watched.validation().size());
        assertThrows(NnException.Data.class, () -> split.withValidation(classes(20)));
    }

    @ParameterizedTest
    @CsvSource({"-0.1,0", "0,-0.1", "0.5,0.5", "1,0", "NaN,0", "0,NaN", "Infinity,0"})
    void sharesThatLeaveNothingToLearnFromAreRefused(double validation, double test) {
        assertThrows(NnException.Configuration.class, () -> Split.random(numbers(50), validation, test, 1));
    }

    @Test
    void aPartThatWouldBeEmptyIsRefused() {
        NnException.Data e = assertThrows(NnException.Data.class, () -> Split.random(numbers(4), 0.1, 0, 1));
        assertTrue(e.getMessage().contains("none is left for the validation part"), e.getMessage());
        assertThrows(NnException.Data.class, () -> Split.random(numbers(0), 0, 0, 1));
    }

    @Test
    void theRowsOfAPartAreACopy() {
        TrainingPart part = Split.random(numbers(20), 0.1, 0.1, 1).training();
        part.rows()[0] = -1;
        assertTrue(part.rows()[0] >= 0);
    }

    @Test
    void everyUseOfTheTestPartIsRecorded() {
        Split split = Split.stratified(classes(100), 0.1, 0.1, 1);
        Training training =
                Trainer.of(NetworkSpec.builder().dense(3).spec()).epochs(2).fit(split);
        assertEquals(List.of(), split.test().uses());
        training.test();
        TestUse use = new TestUse("evaluate", List.of(training.model().fingerprint()));
        assertEquals(List.of(use), split.test().uses());
        training.test();
        assertEquals(List.of(use, use), split.test().uses());
        TestPart none = Split.random(classes(100), 0.1, 0, 1).test();
        assertThrows(IllegalArgumentException.class, () -> none.evaluate(training.model(), training.compute()));
        assertEquals(List.of(), none.uses());
    }

    @Test
    void chanceAloneLeavesTheSharesOfClassesToChance() {
        Dataset dataset = classes(1000);
        int[] counts = count(dataset, rows(Split.random(dataset, 0, 0.1, 1).test()));
        assertEquals(100, IntStream.of(counts).sum());
        assertFalse(Arrays.equals(new int[] {70, 20, 10}, counts), Arrays.toString(counts));
        assertThrows(NnException.Configuration.class, () -> Split.stratified(numbers(50), 0.1, 0.1, 1));
    }

    @Test
    void theRowsOfAGroupAreOnOneSide() {
        RandomKey random = RandomKey.of(5, Purpose.DATA);
        double[] groups = new double[2000];
        // Groups of many sizes, from about 1 to 100 rows.
        Arrays.setAll(groups, row -> Math.floor(100 * random.uniformDouble(row) * random.uniformDouble(row + 5000)));
        Dataset dataset = roles(groups, new double[2000]);
        assertEquals(List.of(new Feature("x", List.of())), dataset.features());
        for (int seed = 1; seed <= 5; seed++) {
            Split split = Split.grouped(dataset, 0.1, 0.2, seed);
            int[] training = split.training().rows();
            int[] validation = split.validation().rows();
            int[] test = rows(split.test());
            assertArrayEquals(IntStream.range(0, 2000).toArray(), sortedUnion(split));
            assertEquals(
                    Arrays.stream(groups).distinct().count(),
                    Stream.of(training, validation, test)
                            .mapToLong(rows ->
                                    Arrays.stream(at(rows, groups)).distinct().count())
                            .sum());
            assertEquals(0.1 * 2000, validation.length, 100);
            assertEquals(0.2 * 2000, test.length, 100);
        }
        assertFalse(Arrays.equals(
                rows(Split.grouped(dataset, 0, 0.2, 1).test()),
                rows(Split.grouped(dataset, 0, 0.2, 2).test())));
    }

    @Test
    void whereGroupsAreLargeEachPartStillGetsOne() {
        double[] groups = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2};
        Split split = Split.grouped(roles(groups, new double[16]), 0.05, 0.05, 1);
        assertArrayEquals(new int[] {8, 9, 10}, rows(split.test()));
        assertEquals(5, split.validation().size());
        NnException.Data e = assertThrows(
                NnException.Data.class, () -> Split.grouped(roles(new double[] {3, 3, 3}, new double[3]), 0, 0.2, 1));
        assertTrue(e.getMessage().startsWith("t has 1 group, "), e.getMessage());
        assertThrows(NnException.Configuration.class, () -> Split.grouped(numbers(9), 0, 0.2, 1));
    }

    @Test
    void theOldestRowsTrainAndTheNewestAreForTheTest() {
        RandomKey random = RandomKey.of(6, Purpose.DATA);
        double[] times = new double[997];
        Arrays.setAll(times, row -> random.below(300, row));
        Split split = Split.byTime(roles(new double[997], times), 0.2, 0.1);
        double[] training = at(split.training().rows(), times);
        double[] validation = at(split.validation().rows(), times);
        double[] test = at(rows(split.test()), times);
        assertArrayEquals(IntStream.range(0, 997).toArray(), sortedUnion(split));
        assertTrue(Arrays.stream(training).max().orElseThrow()
                < Arrays.stream(validation).min().orElseThrow());
        assertTrue(Arrays.stream(validation).max().orElseThrow()
                < Arrays.stream(test).min().orElseThrow());
        assertEquals(0.2 * 997, validation.length, 10);
        assertEquals(0.1 * 997, test.length, 10);
    }

    @ParameterizedTest
    @CsvSource({"0.1,2", "0.25,2", "0.4,4", "0.55,6", "0.9,8"})
    void rowsOfOneTimeGoToOneSideOfTheBorder(double share, int expected) {
        double[] years = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
        assertEquals(
                expected,
                Split.byTime(roles(new double[10], years), 0, share).test().size());
    }

    @Test
    void withoutDifferentTimesThereIsNothingToCut() {
        Dataset same = roles(new double[10], new double[10]);
        NnException.Data e = assertThrows(NnException.Data.class, () -> Split.byTime(same, 0, 0.2));
        assertTrue(e.getMessage().contains("too few different times"), e.getMessage());
        assertThrows(NnException.Configuration.class, () -> Split.byTime(numbers(9), 0, 0.2));
        assertThrows(NnException.Configuration.class, () -> SplitStrategy.suiting(same));
    }
}
