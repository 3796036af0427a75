package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.data.Batch;
import nn.core.data.Column;
import nn.core.data.Examples;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TrainingPart;
import nn.core.kernel.Compute;
import nn.core.network.NetworkSpec;
import nn.core.transform.Preprocessing;
import nn.core.transform.Standardize;
import nn.core.transform.TargetScale;
import org.junit.jupiter.api.Test;

class OversamplingTest {

    private static final int[] LABELS = {0, 1, 0, 2, 0, 0, 1, 0, 0, 0, 0, 1};

    /** Twelve rows, eight of class a, three of b, one of c, none of d; x is the number of the row. */
    private static TableDataset data() {
        double[] x = IntStream.range(0, LABELS.length).asDoubleStream().toArray();
        return TableDataset.of(
                new Table(
                        "t",
                        List.of(
                                new Column.Numeric("x", x),
                                new Column.Categorical("kind", List.of("a", "b", "c", "d"), LABELS.clone()))),
                List.of("kind"));
    }

    private static TrainingPart whole() {
        return Split.random(data(), 0, 0, 1).training();
    }

    private static int[] timesOfEachRow(double ratio, long seed) {
        int[] times = new int[LABELS.length];
        for (int row : Oversampling.rows(whole(), ratio, seed)) {
            times[row]++;
        }
        return times;
    }

    private static int[] rowsOfEachClass(double ratio) {
        int[] rows = new int[4];
        int[] times = timesOfEachRow(ratio, 1);
        for (int r = 0; r < times.length; r++) {
            rows[LABELS[r]] += times[r];
        }
        return rows;
    }

    @Test
    void eachClassGetsItsShareOfTheLargest() {
        assertArrayEquals(new int[] {8, 8, 8, 0}, rowsOfEachClass(1));
        assertArrayEquals(new int[] {8, 4, 4, 0}, rowsOfEachClass(0.5));
        assertArrayEquals(new int[] {8, 3, 3, 0}, rowsOfEachClass(0.26)); // 2.08 rows, rounded up
        assertArrayEquals(new int[] {8, 3, 1, 0}, rowsOfEachClass(1e-9));
    }

    @Test
    void rowsOfAClassAreRepeatedEquallyOftenGiveOrTakeOne() {
        int[] times = timesOfEachRow(1, 1);
        assertEquals(8, times[3]);
        int[] ofB = {times[1], times[6], times[11]};
        Arrays.sort(ofB);
        assertArrayEquals(new int[] {2, 3, 3}, ofB);
    }

    @Test
    void theSeedDecidesWhichRowsAreRepeatedOnceMore() {
        assertArrayEquals(Oversampling.rows(whole(), 1, 5), Oversampling.rows(whole(), 1, 5));
        assertTrue(IntStream.range(0, 20)
                        .mapToObj(seed -> Arrays.toString(timesOfEachRow(1, seed)))
                        .distinct()
                        .count()
                > 1);
    }

    @Test
    void onlyTrainingRowsAreRepeated() {
        Split split = Split.random(data(), 0.25, 0.25, 1);
        TrainingPart part = split.training();
        Examples examples = Oversampling.of(part, 1, 1, examples(part));
        List<Float> known = new ArrayList<>();
        for (int row : part.rows()) {
            known.add((float) row);
        }
        Batch batch = new Batch(examples.rows(), 1, examples.targets());
        int[] order = IntStream.range(0, examples.rows()).toArray();
        examples.gather(order, 0, order.length, batch);
        for (int r = 0; r < batch.rows(); r++) {
            assertTrue(known.contains(batch.features()[r]));
            assertEquals(LABELS[(int) batch.features()[r]], batch.labels()[r]);
        }
        assertEquals(3, split.validation().size());
        assertEquals(3, split.test().size());
    }

    private static Examples examples(TrainingPart part) {
        return Preprocessing.fit(
                        part, List.of(), TargetScale.none(part.dataset().targets()))
                .examples(part.dataset(), part.rows(), Storage.auto());
    }

    @Test
    void transformsAreFittedToTheRowsAsTheyAre() {
        Training training =
                train(Trainer.of(NetworkSpec.builder().dense(4).spec()).oversampling(1), data());
        double mean =
                training.model().preprocessing().steps().getFirst().learned().get("offset")[0];
        assertEquals(5.5, mean);
    }

    private static Training train(Trainer trainer, TableDataset data) {
        try (Compute compute = Compute.scalar()) {
            return trainer.transforms(List.of(new Standardize()))
                    .epochs(1)
                    .batchSize(64)
                    .compute(compute)
                    .fit(Split.random(data, 0, 0, 1));
        }
    }

    /** With all rows in a batch the gradient is that of balanced class weights, since both give each class the same share. */
    @Test
    void oneStepOnAllRowsIsThatOfBalancedWeights() {
        NetworkSpec network = NetworkSpec.builder().dense(4).spec();
        int[] labels = {0, 0, 0, 0, 1, 1};
        TableDataset data = TableDataset.of(
                new Table(
                        "t",
                        List.of(
                                new Column.Numeric("x", new double[] {1, 2, 3, 4, 5, 6}),
                                new Column.Categorical("kind", List.of("a", "b", "c", "d"), labels))),
                List.of("kind"));
        float[] oversampled = train(Trainer.of(network).oversampling(1), data)
                .model()
                .network()
                .parameters();
        float[] weighted = train(Trainer.of(network).classWeights(new ClassWeights.Balanced()), data)
                .model()
                .network()
                .parameters();
        float[] neither = train(Trainer.of(network), data).model().network().parameters();
        assertArrayEquals(weighted, oversampled, 1e-6f);
        assertFalse(Arrays.equals(neither, oversampled));
    }

    @Test
    void withClassWeightsOrWithoutClassesItIsRefused() {
        Trainer both = Trainer.of(NetworkSpec.builder().dense(4).spec())
                .oversampling(1)
                .classWeights(new ClassWeights.Balanced());
        String message = assertThrows(NnException.Configuration.class, () -> train(both, data()))
                .getMessage();
        assertTrue(message.contains("Choose one of them"), message);
        TableDataset numbers = TableDataset.of(
                new Table(
                        "n",
                        List.of(
                                new Column.Numeric("x", new double[] {1, 2, 3}),
                                new Column.Numeric("y", new double[] {1, 2, 3}))),
                List.of("y"));
        Trainer trainer = Trainer.of(NetworkSpec.builder().dense(1).spec()).oversampling(0.5);
        message = assertThrows(NnException.Configuration.class, () -> train(trainer, numbers))
                .getMessage();
        assertTrue(message.contains("no classes"), message);
        assertThrows(IllegalArgumentException.class, () -> trainer.oversampling(1.5));
    }
}
