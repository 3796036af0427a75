package nn.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FoldsTest {

    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    private static int[] sorted(Stream<int[]> parts) {
        return parts.flatMapToInt(Arrays::stream).sorted().toArray();
    }

    private static int[] tests(List<Split> splits) {
        return sorted(splits.stream().map(split -> SplitTest.rows(split.test())));
    }

    private static int[] validations(List<Split> splits) {
        return sorted(splits.stream().map(split -> split.validation().rows()));
    }

    /** Whether no row is on both sides. */
    private static boolean apart(int[] training, int[] heldOut) {
        return Arrays.stream(heldOut).noneMatch(row -> Arrays.binarySearch(training, row) >= 0);
    }

    @Test
    void everyRowIsHeldOutOnceAndLearnedFromOtherwise() {
        for (Folds folds : List.of(Folds.random(7, 3), Folds.stratified(7, 3))) {
            List<Split> splits = folds.of(SplitTest.classes(100));
            assertEquals(7, splits.size());
            assertArrayEquals(all(100), tests(splits));
            for (Split split : splits) {
                assertEquals(100 / 7.0, split.test().size(), 1);
                assertEquals(0, split.validation().size());
                assertArrayEquals(all(100), sorted(Stream.of(split.training().rows(), SplitTest.rows(split.test()))));
            }
        }
    }

    @Test
    void everyFoldKeepsTheSharesOfTheClasses() {
        Dataset dataset = SplitTest.classes(103);
        for (Split split : Folds.stratified(5, 1).of(dataset)) {
            int[] counts = SplitTest.count(dataset, SplitTest.rows(split.test()));
            assertEquals(73 / 5.0, counts[0], 1);
            assertEquals(20 / 5.0, counts[1], 1);
            assertEquals(10 / 5.0, counts[2], 1);
            assertEquals(103 / 5.0, split.test().size(), 1);
        }
    }

    @Test
    void groupsStayTogetherInFoldsOfNearlyTheSameSize() {
        double[] groups = new double[500];
        Arrays.setAll(groups, row -> Math.floor(Math.sqrt(row)));
        List<Split> splits = Folds.grouped(4, 1).of(SplitTest.roles(groups, new double[500]));
        assertArrayEquals(all(500), tests(splits));
        long groupsOfFolds = 0;
        for (Split split : splits) {
            assertEquals(125, split.test().size(), 3);
            groupsOfFolds += Arrays.stream(SplitTest.rows(split.test()))
                    .mapToDouble(row -> groups[row])
                    .distinct()
                    .count();
        }
        assertEquals(Arrays.stream(groups).distinct().count(), groupsOfFolds);
    }

    @Test
    void foldsByTimeLearnFromOlderRowsOnly() {
        double[] times = new double[120];
        Arrays.setAll(times, row -> (row * 7) % 60);
        List<Split> splits = Folds.byTime(5).of(SplitTest.roles(new double[120], times));
        assertEquals(5, splits.size());
        for (int i = 0; i < 5; i++) {
            Split split = splits.get(i);
            assertEquals(20, split.test().size());
            assertEquals(20 * (i + 1), split.training().size());
            double newest = Arrays.stream(split.training().rows())
                    .mapToDouble(row -> times[row])
                    .max()
                    .orElseThrow();
            double oldest = Arrays.stream(SplitTest.rows(split.test()))
                    .mapToDouble(row -> times[row])
                    .min()
                    .orElseThrow();
            assertTrue(newest < oldest);
        }
    }

    @Test
    void repetitionsDivideAnewEachTime() {
        List<Split> splits = Folds.stratified(3, 1).repeated(4).of(SplitTest.classes(60));
        assertEquals(12, splits.size());
        for (int repeat = 0; repeat < 4; repeat++) {
            assertArrayEquals(all(60), tests(splits.subList(3 * repeat, 3 * repeat + 3)));
        }
        assertEquals(
                12,
                splits.stream()
                        .map(split -> Arrays.toString(SplitTest.rows(split.test())))
                        .distinct()
                        .count());
        assertThrows(IllegalArgumentException.class, () -> Folds.leaveOneOut().repeated(2));
        assertThrows(IllegalArgumentException.class, () -> Folds.byTime(2).repeated(2));
    }

    @Test
    void aHeldOutShareIsASingleFold() {
        Dataset dataset = SplitTest.classes(100);
        TrainingPart part = Split.stratified(dataset, 0, 0.2, 1).training();
        List<Split> splits = Folds.holdOut(SplitStrategy.STRATIFIED, 0.25, 1).within(part);
        assertEquals(1, splits.size());
        Split split = splits.getFirst();
        assertEquals(20, split.validation().size());
        assertArrayEquals(
                part.rows(),
                sorted(Stream.of(split.training().rows(), split.validation().rows())));
        assertEquals(0, split.test().size());
        assertThrows(
                NnException.Data.class,
                () -> Folds.holdOut(SplitStrategy.RANDOM, 0.01, 1).of(SplitTest.numbers(9)));
    }

    @Test
    void leaveOneOutHoldsOutEachRowAlone() {
        List<Split> splits = Folds.leaveOneOut().of(SplitTest.numbers(30));
        assertEquals(30, splits.size());
        assertArrayEquals(all(30), tests(splits));
        assertTrue(splits.stream()
                .allMatch(split -> split.test().size() == 1 && split.training().size() == 29));
    }

    @Test
    void theBootstrapMeasuresOnRowsThatWereNotDrawn() {
        List<Split> splits = Folds.bootstrap(20, 1).of(SplitTest.numbers(1000));
        assertEquals(20, splits.size());
        for (Split split : splits) {
            int[] training = split.training().rows();
            int[] heldOut = SplitTest.rows(split.test());
            assertEquals(1000, training.length);
            assertTrue(apart(training, heldOut));
            assertEquals(1000, Arrays.stream(training).distinct().count() + heldOut.length);
            // (1 − 1/n)ⁿ of the rows, with a standard deviation of about 10.
            assertEquals(368, heldOut.length, 40);
        }
        // With two rows half of the draws take both; these are not used.
        assertTrue(Folds.bootstrap(50, 1).of(SplitTest.numbers(2)).stream()
                .allMatch(split -> split.test().size() == 1));
    }

    private static final List<Folds> ALL =
            List.of(Folds.random(5, 1), Folds.stratified(5, 1), Folds.leaveOneOut(), Folds.bootstrap(5, 1));

    @Test
    void withinATrainingPartRowsForTheTestTakeNoPart() {
        Split outer = Split.stratified(SplitTest.classes(200), 0.1, 0.3, 1);
        int[] allowed = outer.training().rows();
        for (Folds folds : ALL) {
            for (Split split : folds.within(outer.training())) {
                assertEquals(0, split.test().size());
                assertTrue(split.validation().size() > 0);
                assertTrue(apart(split.training().rows(), split.validation().rows()));
                for (int row : sorted(
                        Stream.of(split.training().rows(), split.validation().rows()))) {
                    assertTrue(Arrays.binarySearch(allowed, row) >= 0, "row " + row);
                }
            }
        }
        assertArrayEquals(allowed, validations(Folds.stratified(5, 1).within(outer.training())));
    }

    @Test
    void aRowThatStandsInThePartSeveralTimesIsNeverOnBothSides() {
        TrainingPart drawn =
                Folds.bootstrap(1, 1).of(SplitTest.classes(300)).getFirst().training();
        int[] distinct = Arrays.stream(drawn.rows()).distinct().toArray();
        assertTrue(distinct.length < drawn.size());
        for (Folds folds : ALL) {
            List<Split> splits = folds.within(drawn);
            for (Split split : splits) {
                assertTrue(apart(split.training().rows(), split.validation().rows()));
                assertEquals(
                        split.validation().size(),
                        Arrays.stream(split.validation().rows()).distinct().count());
            }
        }
        List<Split> splits = Folds.random(5, 1).within(drawn);
        assertArrayEquals(distinct, validations(splits));
        // Each drawn row is learned from in four of five folds, as often as it was drawn.
        assertEquals(
                4 * drawn.size(),
                splits.stream().mapToInt(split -> split.training().size()).sum());
    }

    @Test
    void anOuterFoldCanGiveSomeOfItsRowsForEarlyStopping() {
        Dataset dataset = SplitTest.classes(200);
        Split outer = Folds.stratified(4, 1).of(dataset).get(2);
        Split watched = outer.withValidation(SplitStrategy.STRATIFIED, 0.2, 1);
        assertEquals(30, watched.validation().size());
        assertEquals(outer.test(), watched.test());
        assertArrayEquals(
                outer.training().rows(),
                sorted(Stream.of(watched.training().rows(), watched.validation().rows())));
        Split drawn = Folds.bootstrap(1, 1).of(dataset).getFirst().withValidation(SplitStrategy.RANDOM, 0.2, 1);
        assertTrue(apart(drawn.training().rows(), drawn.validation().rows()));
        assertThrows(NnException.Configuration.class, () -> outer.withValidation(SplitStrategy.RANDOM, 1, 1));
    }

    @Test
    void theSeedDecidesAndTheListGivesTheSameAgain() {
        Dataset dataset = SplitTest.classes(90);
        for (Function<Long, Folds> method :
                List.<Function<Long, Folds>>of(seed -> Folds.random(3, seed), seed -> Folds.bootstrap(3, seed))) {
            List<Split> splits = method.apply(1L).of(dataset);
            assertArrayEquals(tests(splits), tests(method.apply(1L).of(dataset)));
            assertArrayEquals(
                    splits.get(1).training().rows(), splits.get(1).training().rows());
            assertEquals(splits.get(1).test(), splits.get(1).test());
            assertFalse(Arrays.equals(
                    SplitTest.rows(splits.getFirst().test()),
                    SplitTest.rows(method.apply(2L).of(dataset).getFirst().test())));
        }
    }

    static Stream<Arguments> refusals() {
        Dataset roles = SplitTest.roles(new double[] {1, 1, 1, 2, 2}, new double[] {1, 1, 1, 2, 2});
        return Stream.of(
                Arguments.of(Folds.random(5, 1), SplitTest.numbers(4), "t has 4 rows for 5 folds"),
                Arguments.of(Folds.stratified(4, 1), SplitTest.classes(30), "t: class \"c\" has 3 of the rows for 4"),
                Arguments.of(Folds.stratified(3, 1), SplitTest.numbers(30), "A stratified split needs classes"),
                Arguments.of(Folds.grouped(3, 1), roles, "t has 2 groups for 3 folds"),
                Arguments.of(Folds.grouped(3, 1), SplitTest.numbers(30), "t has no groups"),
                Arguments.of(Folds.byTime(2), roles, "t has too few different times"),
                Arguments.of(Folds.byTime(2), SplitTest.numbers(30), "t has no times"),
                Arguments.of(Folds.leaveOneOut(), SplitTest.numbers(1), "t has 1 rows for 2 folds"),
                Arguments.of(Folds.bootstrap(3, 1), SplitTest.numbers(1), "t has 1 rows for 2 folds"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeDividedIsRefused(Folds folds, Dataset dataset, String message) {
        NnException e = assertThrows(NnException.class, () -> folds.of(dataset));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
        TrainingPart part = Split.random(dataset, 0, 0, 1).training();
        assertThrows(NnException.class, () -> folds.within(part));
    }

    @Test
    void aSingleFoldIsNone() {
        assertThrows(IllegalArgumentException.class, () -> Folds.random(1, 1));
        assertThrows(IllegalArgumentException.class, () -> Folds.byTime(1));
        assertThrows(IllegalArgumentException.class, () -> Folds.bootstrap(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Folds.random(2, 1).repeated(0));
    }
}
