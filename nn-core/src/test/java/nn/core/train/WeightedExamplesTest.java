package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.activation.Tanh;
import nn.core.data.Batch;
import nn.core.data.Column;
import nn.core.data.Examples;
import nn.core.data.Role;
import nn.core.data.Split;
import nn.core.data.Storage;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TrainingPart;
import nn.core.kernel.ScalarKernel;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.network.GoldenFile;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Spec;
import nn.core.transform.Preprocessing;
import nn.core.transform.TargetScale;
import org.junit.jupiter.api.Test;

/** Weights of rows and classes in a training. */
class WeightedExamplesTest {

    private static final int ROWS = 40;
    private static final NetworkSpec SPEC =
            NetworkSpec.builder().dense(5).activation(new Tanh()).dense(3).spec();

    /** A gradient descent on the whole objective, or a sample of it. */
    private record Descent(int sampleRows) implements ObjectiveOptimizer {
        @Override
        public void minimize(Objective objective, double[] point, Observer observer) {
            double[] gradient = new double[point.length];
            boolean goOn = true;
            for (int iteration = 1; goOn; iteration++) {
                double value = objective.valueAndGradient(point, gradient);
                for (int i = 0; i < point.length; i++) {
                    point[i] -= 0.5 * gradient[i];
                }
                goOn = observer.iterated(iteration, value, point);
            }
        }

        @Override
        public Spec spec() {
            return Spec.of("descent");
        }
    }

    /** Rows of three classes, each as often as a number says, with weights or without. */
    private static Split rows(int[] times, double[] weights) {
        RandomKey random = RandomKey.of(7, Purpose.DATA);
        int[] numbers = IntStream.range(0, ROWS)
                .flatMap(row -> IntStream.range(0, times[row]).map(_ -> row))
                .toArray();
        Column x = new Column.Numeric(
                "x", Arrays.stream(numbers).mapToDouble(random::normal).toArray());
        Column y = new Column.Numeric(
                "y",
                Arrays.stream(numbers)
                        .mapToDouble(row -> random.normal(row + 99))
                        .toArray());
        Column labels = new Column.Categorical(
                "class",
                List.of("a", "b", "c"),
                Arrays.stream(numbers).map(row -> row % 5 % 3).toArray());
        Column w = new Column.Numeric(
                "w", Arrays.stream(numbers).mapToDouble(row -> weights[row]).toArray());
        SortedMap<Role, String> roles = new TreeMap<>(Map.of(Role.WEIGHT, "w"));
        return Split.stratified(
                TableDataset.of(new Table("t", List.of(x, y, labels, w)), List.of("class"), roles), 0, 0, 1);
    }

    private static int[] once() {
        int[] times = new int[ROWS];
        Arrays.fill(times, 1);
        return times;
    }

    private static double[] weights(int[] times) {
        return Arrays.stream(times).asDoubleStream().toArray();
    }

    private static Trainer trainer() {
        return Trainer.of(SPEC)
                .transforms(List.of())
                .optimizer(new GradientDescent(0.5))
                .epochs(10)
                .batchSize(ROWS * 3);
    }

    private static void assertSameTraining(Trainer one, Split oneSplit, Trainer other, Split otherSplit) {
        Training expected = one.fit(oneSplit);
        Training actual = other.fit(otherSplit);
        assertArrayEquals(
                expected.model().network().parameters(),
                actual.model().network().parameters(),
                2e-6f);
        for (int epoch = 0; epoch < 10; epoch++) {
            assertEquals(
                    expected.history().get(epoch).trainLoss(),
                    actual.history().get(epoch).trainLoss(),
                    1e-6);
        }
    }

    @Test
    void aRowOfWeightThreeIsThatRowThreeTimes() {
        int[] times = IntStream.range(0, ROWS).map(row -> row % 4).toArray();
        Split repeated = rows(times, weights(once()));
        Split weighted = rows(once(), weights(times));
        assertSameTraining(trainer(), repeated, trainer(), weighted);
        // In batches, of which some have more weight than others.
        Trainer objective = trainer().optimizer(new Descent(0)).batchSize(7);
        assertSameTraining(trainer(), repeated, objective, weighted);
    }

    @Test
    void theWeightOfAClassIsThatOfItsRows() {
        double[] weights = IntStream.range(0, ROWS)
                .mapToDouble(row -> row % 5 % 3 == 1 ? 4 : 1)
                .toArray();
        ClassWeights four = ClassWeights.parse(List.of("b=4"));
        Training ofRows = trainer().batchSize(8).fit(rows(once(), weights));
        Training ofClasses = trainer().batchSize(8).classWeights(four).fit(rows(once(), weights(once())));
        assertArrayEquals(
                ofRows.model().network().parameters(),
                ofClasses.model().network().parameters());
    }

    @Test
    void onlyTheRatiosOfWeightsMatter() {
        double[] weights = IntStream.range(0, ROWS).mapToDouble(row -> row % 7).toArray();
        double[] huge = Arrays.stream(weights).map(w -> w * 0x1p1020).toArray();
        float[] parameters = parameters(weights);
        assertArrayEquals(parameters, parameters(huge));
        double[] same = new double[ROWS];
        Arrays.fill(same, 0.1);
        assertArrayEquals(parameters(weights(once())), parameters(same));
    }

    private static float[] parameters(double[] weights) {
        return trainer()
                .batchSize(8)
                .fit(rows(once(), weights))
                .model()
                .network()
                .parameters();
    }

    @Test
    void balancedClassesCountTheSameInSum() {
        int[] times =
                IntStream.range(0, ROWS).map(row -> row % 5 % 3 == 2 ? 0 : 1).toArray();
        double[] weights =
                IntStream.range(0, ROWS).mapToDouble(row -> 1 + row % 3).toArray();
        TrainingPart part = rows(times, weights).training();
        double[] ofClasses = new ClassWeights.Balanced().of(part);
        double[] sums = new double[3];
        for (int row : part.rows()) {
            int label = part.dataset().label(row);
            sums[label] += ofClasses[label] * part.dataset().weight(row);
        }
        assertEquals(sums[0], sums[1], 1e-12);
        assertEquals(0, ofClasses[2]);
        double all =
                Arrays.stream(part.rows()).mapToDouble(part.dataset()::weight).sum();
        assertEquals(all, sums[0] + sums[1], 1e-12);
    }

    @Test
    void aBatchWithoutWeightHasNoLoss() {
        Split split = rows(
                once(), weights(IntStream.range(0, ROWS).map(row -> row / 20).toArray()));
        Examples examples = examples(split, ClassWeights.NONE);
        Batch batch = new Batch(4, 2, examples.targets());
        examples.gather(new int[] {0, 25, 3, 7, 30}, 2, 2, batch);
        assertEquals(0, batch.weight());
        assertEquals(0, batch.rowWeights()[0] + batch.rowWeights()[1]);
        examples.gather(new int[] {0, 25, 3, 7, 30}, 1, 4, batch);
        assertEquals(4, batch.weight());
        assertArrayEquals(new float[] {0.5f, 0, 0, 0.5f}, batch.rowWeights());
        // Trains on as if it were not there.
        Training training = trainer().batchSize(1).fit(split);
        assertTrue(Double.isFinite(training.history().getLast().trainLoss()));
    }

    private static Examples examples(Split split, ClassWeights classWeights) {
        TrainingPart part = split.training();
        Examples plain = Preprocessing.fit(
                        part, List.of(), TargetScale.none(part.dataset().targets()))
                .examples(part.dataset(), part.rows(), Storage.auto());
        return WeightedExamples.of(part, classWeights, plain);
    }

    @Test
    void aSampleWithoutWeightIsRefused() {
        double[] weights = new double[ROWS];
        weights[5] = 1;
        Split split = rows(once(), weights);
        Trainer trainer = trainer().optimizer(new Descent(2));
        NnException.Data e = assertThrows(NnException.Data.class, () -> trainer.fit(split));
        assertTrue(e.getMessage().contains("2 rows of the sample"), e.getMessage());
    }

    @Test
    void weightsThatAreTooLargeAreRefused() {
        Trainer trainer = trainer().classWeights(new ClassWeights.Named(new TreeMap<>(Map.of("a", 1e300))));
        double[] weights = new double[ROWS];
        weights[0] = 1e300;
        Split split = rows(once(), weights);
        NnException.Data e = assertThrows(NnException.Data.class, () -> trainer.fit(split));
        assertTrue(e.getMessage().contains("Infinity, expected a finite one"), e.getMessage());
    }

    @Test
    void weightedClassesMatchPyTorch() throws IOException {
        GoldenFile file = GoldenFile.all("weights").getFirst();
        float[] logits = file.floats("logits");
        double[] classWeights = file.numbers("class-weights");
        int[] labels = Arrays.stream(file.numbers("labels"))
                .mapToInt(label -> (int) label)
                .toArray();
        Table table = new Table(
                "golden",
                List.of(
                        new Column.Numeric("x", new double[labels.length]),
                        new Column.Categorical("class", List.of("a", "b", "c"), labels)));
        Split split = Split.random(TableDataset.of(table, List.of("class")), 0, 0, 1);
        Examples examples = examples(
                split,
                new ClassWeights.Named(
                        new TreeMap<>(Map.of("a", classWeights[0], "b", classWeights[1], "c", classWeights[2]))));
        Batch batch = new Batch(labels.length, 1, examples.targets());
        examples.gather(IntStream.range(0, labels.length).toArray(), 0, labels.length, batch);
        float[] gradient = new float[logits.length];
        double value = new SoftmaxCrossEntropy().valueAndGradient(new ScalarKernel(), batch, logits, gradient);
        assertEquals(file.numbers("value")[0], value, GoldenFile.TOLERANCE * value);
        file.assertClose("gradient", gradient, 0, file.largest(List.of("gradient")));
    }
}
