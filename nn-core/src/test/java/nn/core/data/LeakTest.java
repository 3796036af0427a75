package nn.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nn.core.activation.Relu;
import nn.core.kernel.Compute;
import nn.core.model.Model;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.ClassWeights;
import nn.core.train.Trainer;
import nn.core.train.Training;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the rows for the test changes nothing of what is learned. */
class LeakTest {

    private static final int ROWS = 200;
    private static final RandomKey RANDOM = RandomKey.of(3, Purpose.DATA);

    /** The first column does not vary, but in some rows; there, the others have other values, and the targets too. */
    private static TableDataset data(IntPredicate other, boolean classes) {
        double[] constant = new double[ROWS];
        double[] x = new double[ROWS];
        int[] color = new int[ROWS];
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            boolean odd = other.test(row);
            constant[row] = odd ? 1000 * RANDOM.normal(row) : 5;
            x[row] = odd ? 1e6 : RANDOM.normal(row + 1000);
            color[row] = odd ? 2 : row % 2;
            y[row] = odd ? -1e4 : x[row] + color[row];
        }
        Column target = classes
                ? new Column.Categorical(
                        "y",
                        List.of("low", "high"),
                        IntStream.range(0, ROWS)
                                .map(row -> other.test(row) || y[row] > 0.5 ? 1 : 0)
                                .toArray())
                : new Column.Numeric("y", y);
        Table table = new Table(
                "t",
                List.of(
                        new Column.Numeric("constant", constant),
                        new Column.Numeric("x", x),
                        new Column.Categorical("color", List.of("red", "green", "blue"), color),
                        target));
        return TableDataset.of(table, List.of("y"));
    }

    private static Training train(Split split) {
        boolean classes = split.training().dataset().targets() instanceof Targets.Classes;
        NetworkSpec spec = NetworkSpec.builder()
                .dense(8)
                .batchNorm()
                .activation(new Relu())
                .dense(classes ? 2 : 1)
                .spec();
        Trainer trainer = Trainer.of(spec).epochs(5).compute(Compute.scalar());
        return (classes ? trainer.classWeights(new ClassWeights.Balanced()) : trainer).fit(split);
    }

    private static void assertSame(Model expected, Model actual) {
        assertEquals(expected.fingerprint(), actual.fingerprint());
        assertArrayEquals(
                expected.preprocessing().targetScale().scale(),
                actual.preprocessing().targetScale().scale());
        assertArrayEquals(
                expected.preprocessing().targetScale().offset(),
                actual.preprocessing().targetScale().offset());
        for (int i = 0; i < expected.preprocessing().steps().size(); i++) {
            var learned = actual.preprocessing().steps().get(i).learned();
            expected.preprocessing()
                    .steps()
                    .get(i)
                    .learned()
                    .forEach((name, values) -> assertArrayEquals(values, learned.get(name), name));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOnlyTheRowsForTheTestHoldIsNotLearned(boolean classes) {
        Split plain = Split.random(data(row -> false, classes), 0.2, 0.2, 1);
        int[] test = SplitTest.rows(plain.test());
        IntPredicate isTest = row -> Arrays.binarySearch(test, row) >= 0;
        Training expected = train(plain);
        Training actual = train(Split.random(data(isTest, classes), 0.2, 0.2, 1));
        assertSame(expected.model(), actual.model());
        assertEquals(expected.bestEpoch(), actual.bestEpoch());
        // A column without spread in training must not break down on rows in which it varies.
        assertTrue(Double.isFinite(actual.test().loss()));

        // The same change of rows that are learned from is seen.
        int[] training = plain.training().rows();
        IntPredicate isTraining = row -> Arrays.binarySearch(training, row) >= 0 && row % 4 == 0;
        Training other = train(Split.random(data(isTraining, classes), 0.2, 0.2, 1));
        assertNotEquals(expected.model().fingerprint(), other.model().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsFittedToRowsThatWatch(boolean classes) {
        Split plain = Split.random(data(row -> false, classes), 0.2, 0.2, 1);
        int[] watching = plain.validation().rows();
        IntPredicate isWatching = row -> Arrays.binarySearch(watching, row) >= 0;
        Split changed = Split.random(data(isWatching, classes), 0.2, 0.2, 1);
        // They choose the epoch, so that transforms are compared and not the network.
        Model expected = train(plain).model();
        Model actual = train(changed).model();
        assertArrayEquals(
                expected.preprocessing().targetScale().scale(),
                actual.preprocessing().targetScale().scale());
        assertArrayEquals(
                expected.preprocessing()
                        .steps()
                        .getFirst()
                        .learned()
                        .firstEntry()
                        .getValue(),
                actual.preprocessing().steps().getFirst().learned().firstEntry().getValue());
    }
}
