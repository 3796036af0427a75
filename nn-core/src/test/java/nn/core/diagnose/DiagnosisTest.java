package nn.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.activation.Activation;
import nn.core.activation.Relu;
import nn.core.activation.Sigmoid;
import nn.core.activation.Tanh;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.init.GlorotUniform;
import nn.core.init.HeNormal;
import nn.core.init.Initializer;
import nn.core.init.StandardNormal;
import nn.core.layer.Dense;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Spec;
import nn.core.train.Trainer;
import nn.core.train.TrainingEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The diseases of deep networks are seen and named, and healthy networks are left alone. */
class DiagnosisTest {

    static final int CLASSES = 5;
    private static final int FEATURES = 20;

    /** Normal features; the class is the largest of five random linear functions of them. */
    static Dataset classes(int rows) {
        RandomKey random = RandomKey.of(11, Purpose.DATA);
        double[][] x = new double[FEATURES][rows];
        int[] labels = new int[rows];
        for (int r = 0; r < rows; r++) {
            double[] scores = new double[CLASSES];
            for (int j = 0; j < FEATURES; j++) {
                x[j][r] = random.normal((long) r * FEATURES + j);
                for (int c = 0; c < CLASSES; c++) {
                    scores[c] += x[j][r] * random.with(c).normal(j);
                }
            }
            for (int c = 1; c < CLASSES; c++) {
                labels[r] = scores[c] > scores[labels[r]] ? c : labels[r];
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < FEATURES; j++) {
            columns.add(new Column.Numeric("x" + j, x[j]));
        }
        columns.add(new Column.Categorical("class", List.of("a", "b", "c", "d", "e"), labels));
        return TableDataset.of(new Table("classes", columns), List.of("class"));
    }

    private static final Split SPLIT = Split.stratified(classes(1200), 0.1, 0, 1);

    /** Normal with a standard deviation of 0.01. */
    private record Tiny() implements Initializer {
        @Override
        public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
            for (int i = 0; i < fanIn * fanOut; i++) {
                weights[from + i] = (float) (0.01 * random.normal(i));
            }
        }

        @Override
        public Spec spec() {
            return Spec.of("tiny");
        }
    }

    private static NetworkSpec network(Activation f, Initializer weights, int units, int hiddenLayers) {
        NetworkSpec.Builder layers = NetworkSpec.builder();
        for (int l = 0; l < hiddenLayers; l++) {
            layers.layer(new Dense(units, weights)).activation(f);
        }
        return layers.layer(new Dense(CLASSES, weights)).spec();
    }

    private static List<Snapshot> train(NetworkSpec spec, double learningRate, int epochs, long seed) {
        List<Snapshot> snapshots = new ArrayList<>();
        Trainer.of(spec)
                .optimizer(new GradientDescent(learningRate))
                .epochs(epochs)
                .seed(seed)
                .diagnostics(new Diagnostics(20))
                .listener(event -> {
                    if (event instanceof TrainingEvent.Diagnosed(Snapshot snapshot)) {
                        snapshots.add(snapshot);
                    }
                })
                .fit(SPLIT);
        return snapshots;
    }

    private static List<Finding> findings(Snapshot snapshot, Finding.Kind kind) {
        return snapshot.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"32, 4", "64, 6", "100, 8"})
    void aDeepSigmoidNetworkWithStandardNormalWeightsHasVanishingGradients(int units, int hiddenLayers) {
        for (long seed = 1; seed <= 5; seed++) {
            Snapshot start = train(network(new Sigmoid(), new StandardNormal(), units, hiddenLayers), 0.1, 1, seed)
                    .getFirst();
            List<Finding> vanishing = findings(start, Finding.Kind.VANISHING);
            assertEquals(1, vanishing.size(), start.table());
            assertTrue(vanishing.getFirst().layers().contains(1), start.table());
            String message = vanishing.getFirst().message();
            assertTrue(message.startsWith("vanishing gradients in layer"), message);
            assertTrue(message.contains("1 (dense1)") && message.contains("saturated"), message);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 4", "64, 6", "100, 8"})
    void aDeepTanhNetworkWithTinyWeightsHasVanishingGradients(int units, int hiddenLayers) {
        for (long seed = 1; seed <= 5; seed++) {
            for (Snapshot snapshot : train(network(new Tanh(), new Tiny(), units, hiddenLayers), 0.1, 1, seed)) {
                List<Finding> vanishing = findings(snapshot, Finding.Kind.VANISHING);
                assertEquals(1, vanishing.size(), snapshot.table());
                List<Integer> layers = vanishing.getFirst().layers();
                assertEquals(IntStream.rangeClosed(1, layers.size()).boxed().toList(), layers);
                assertTrue(vanishing.getFirst().message().contains("1 (dense1)"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void healthyNetworksAreLeftAlone(long seed) {
        for (NetworkSpec spec : List.of(
                network(new Sigmoid(), new GlorotUniform(), 32, 1),
                network(new Sigmoid(), new GlorotUniform(), 64, 2),
                network(new Sigmoid(), new GlorotUniform(), 64, 3),
                network(new Tanh(), new GlorotUniform(), 64, 6),
                network(new Relu(), new HeNormal(), 64, 2),
                network(new Relu(), new HeNormal(), 64, 8))) {
            for (Snapshot snapshot : train(spec, 0.05, 3, seed)) {
                assertEquals(List.of(), snapshot.findings(), snapshot::table);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aLearningRateThatKillsRelusIsReportedAsSuch(long seed) {
        List<Snapshot> snapshots = train(network(new Relu(), new HeNormal(), 64, 2), 3, 4, seed);
        assertEquals(List.of(), snapshots.getFirst().findings());
        List<Finding> dead = findings(snapshots.getLast(), Finding.Kind.DEAD);
        assertTrue(!dead.isEmpty(), snapshots.getLast()::table);
        String message = dead.getLast().message();
        assertTrue(
                message.matches("layer \\d: \\d+ % of its relu units are zero for all 1,024 probe rows:"
                        + " lower the learning rate or try leaky-relu"),
                message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gradientsThatGrowAreReportedToo(long seed) {
        Snapshot start = train(network(new Relu(), new StandardNormal(), 64, 5), 1e-9, 1, seed)
                .getFirst();
        List<Finding> exploding = findings(start, Finding.Kind.EXPLODING);
        assertEquals(1, exploding.size(), start.table());
        assertTrue(exploding.getFirst().layers().contains(1), start.table());
        assertEquals(List.of(), findings(start, Finding.Kind.VANISHING));
        // Saturated, but what is steep is steeper than what is flat is flat: the signal grows on its way.
        Snapshot tanh = train(network(new Tanh(), new StandardNormal(), 100, 12), 1e-9, 1, seed)
                .getFirst();
        assertEquals(1, findings(tanh, Finding.Kind.EXPLODING).size(), tanh.table());
        assertEquals(1, findings(tanh, Finding.Kind.SATURATED).size(), tanh.table());
        assertEquals(List.of(), findings(tanh, Finding.Kind.VANISHING));
    }
}
