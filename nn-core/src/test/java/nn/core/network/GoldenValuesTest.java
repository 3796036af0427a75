package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nn.core.activation.Elu;
import nn.core.activation.LeakyRelu;
import nn.core.activation.Relu;
import nn.core.activation.Sigmoid;
import nn.core.activation.Softmax;
import nn.core.activation.Tanh;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.layer.BatchNorm;
import nn.core.layer.Glu;
import nn.core.layer.LayerNorm;
import nn.core.layer.PRelu;
import nn.core.layer.ParameterLayout;
import nn.core.layer.ReferencePass;
import nn.core.layer.Segment;
import nn.core.loss.BinaryCrossEntropy;
import nn.core.loss.HalfSquaredError;
import nn.core.loss.Loss;
import nn.core.loss.MeanSquaredError;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logits, loss, gradients and running statistics of small networks against PyTorch. */
class GoldenValuesTest {

    private static final int ROWS = 7;
    /** More than there are, so that what a longer batch left behind would be seen. */
    private static final int MAX_ROWS = 9;

    /** What a file is about. */
    private record Case(NetworkSpec spec, int inputs, Loss loss, Targets targets) {

        static Case of(String name) {
            NetworkSpec.Builder layers = NetworkSpec.builder();
            return switch (name) {
                case "dense-relu-dense-softmax-cross-entropy", "dense-relu-dense-softmax-cross-entropy-weighted" ->
                    new Case(
                            layers.dense(9).activation(new Relu()).dense(3).spec(),
                            5,
                            new SoftmaxCrossEntropy(),
                            classes(3));
                case "dense-tanh-dense-tanh-dense-mean-squared-error" ->
                    new Case(
                            layers.dense(7)
                                    .activation(new Tanh())
                                    .dense(5)
                                    .activation(new Tanh())
                                    .dense(2)
                                    .spec(),
                            3,
                            new MeanSquaredError(),
                            values(2));
                case "dense-batchnorm-leakyrelu-dense-softmax-cross-entropy" ->
                    new Case(
                            layers.dense(6)
                                    .layer(new BatchNorm(0.9, 1e-5))
                                    .activation(new LeakyRelu(0.01))
                                    .dense(4)
                                    .spec(),
                            5,
                            new SoftmaxCrossEntropy(),
                            classes(4));
                case "dense-layernorm-tanh-dense-softmax-cross-entropy" ->
                    new Case(
                            layers.dense(6)
                                    .layer(new LayerNorm(1e-5))
                                    .activation(new Tanh())
                                    .dense(3)
                                    .spec(),
                            5,
                            new SoftmaxCrossEntropy(),
                            classes(3));
                case "dense-elu-dense-sigmoid-dense-binary-cross-entropy" ->
                    new Case(
                            layers.dense(7)
                                    .activation(new Elu(1))
                                    .dense(5)
                                    .activation(new Sigmoid())
                                    .dense(1)
                                    .spec(),
                            4,
                            new BinaryCrossEntropy(),
                            classes(2));
                case "dense-prelu-dense-mean-squared-error" ->
                    new Case(layers.dense(6).layer(new PRelu()).dense(2).spec(), 4, new MeanSquaredError(), values(2));
                case "dense-glu-dense-softmax-cross-entropy" ->
                    new Case(
                            layers.dense(8).layer(new Glu()).dense(3).spec(), 5, new SoftmaxCrossEntropy(), classes(3));
                case "dense-softmax-dense-half-squared-error" ->
                    new Case(
                            layers.dense(5).activation(new Softmax()).dense(2).spec(),
                            3,
                            new HalfSquaredError(),
                            values(2));
                default -> throw new AssertionError("Golden values of a network that is not tested: " + name);
            };
        }

        private static Targets classes(int count) {
            return new Targets.Classes(names(count));
        }

        private static Targets values(int count) {
            return new Targets.Values(names(count));
        }

        private static List<String> names(int count) {
            return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
        }
    }

    static List<GoldenFile> files() throws IOException {
        return GoldenFile.all("networks");
    }

    @Test
    void thereAreNineNetworks() throws IOException {
        assertEquals(9, files().size());
    }

    @ParameterizedTest
    @MethodSource("files")
    void trainingMatchesPyTorch(GoldenFile file) {
        Case test = Case.of(file.name());
        Network network = network(test, file);
        Batch batch = batch(test, file);
        try (Compute compute = Compute.scalar()) {
            TrainingPass pass = network.newTrainingPass(compute, MAX_ROWS);
            Arrays.fill(pass.gradients(), Float.NaN);
            float[] logits = pass.forward(batch.features(), ROWS);
            file.assertClose("logits", logits, 0, file.largest(List.of("logits")));
            double loss = test.loss.valueAndGradient(compute.kernel(), batch, logits, pass.logitGradient());
            double expectedLoss = file.numbers("loss")[0];
            assertEquals(expectedLoss, loss, GoldenFile.TOLERANCE * expectedLoss);
            assertEquals(loss, test.loss.value(compute.kernel(), batch, logits));
            pass.backward(batch.features());
            assertSegmentsClose(file, "gradient.", network.layout(), pass.gradients());
            assertSegmentsClose(file, "state-after.", network.stateLayout(), network.state());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void predictionAfterTheStepMatchesPyTorch(GoldenFile file) {
        Case test = Case.of(file.name());
        Network network = network(test, file);
        for (Segment segment : network.stateLayout().segments()) {
            copy(file.floats("state-after." + segment.name()), network.state(), segment.from());
        }
        try (Compute compute = Compute.scalar()) {
            float[] logits = network.newInferencePass(compute, MAX_ROWS)
                    .infer(batch(test, file).features(), ROWS);
            file.assertClose("inferred-logits", logits, 0, file.largest(List.of("inferred-logits")));
        }
    }

    /** The textbook forms, with which gradients are checked, to the nine digits of the files. */
    @ParameterizedTest
    @MethodSource("files")
    void textbookFormsMatchPyTorch(GoldenFile file) {
        Case test = Case.of(file.name());
        Network network = network(test, file);
        double[] theta = new double[network.parameters().length];
        Arrays.setAll(theta, i -> network.parameters()[i]);
        double[][] features = new double[ROWS][test.inputs];
        for (int i = 0; i < ROWS * test.inputs; i++) {
            features[i / test.inputs][i % test.inputs] = file.floats("features")[i];
        }
        RandomKey noise = RandomKey.of(0, Purpose.LAYER_NOISE);
        double[][] logits = network.reference(new ReferencePass(theta, noise), features);
        double[] actual = Arrays.stream(logits).flatMapToDouble(Arrays::stream).toArray();
        double[] expected = file.numbers("logits");
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-8 * file.largest(List.of("logits")), "logit " + i);
        }
        // The weights of the rows are floats.
        double expectedLoss = file.numbers("loss")[0];
        assertEquals(expectedLoss, test.loss.reference(batch(test, file), logits), 1e-7 * expectedLoss);
    }

    /** The network with the file's parameters and state; the file has no others. */
    private static Network network(Case test, GoldenFile file) {
        Network network = test.spec.build(Shape.of(test.inputs), 1);
        fill(file, "parameter.", network.layout(), network.parameters());
        fill(file, "state.", network.stateLayout(), network.state());
        return network;
    }

    private static void fill(GoldenFile file, String prefix, ParameterLayout layout, float[] target) {
        assertEquals(names(file, prefix), Set.copyOf(keys(prefix, layout)));
        Arrays.fill(target, Float.NaN);
        for (Segment segment : layout.segments()) {
            float[] values = file.floats(prefix + segment.name());
            assertEquals(segment.size(), values.length, segment.name());
            copy(values, target, segment.from());
        }
    }

    private static Batch batch(Case test, GoldenFile file) {
        assertEquals(Integer.toString(ROWS), file.text("rows"));
        Batch batch = new Batch(MAX_ROWS, test.inputs, test.targets);
        assertEquals(
                test.spec.build(Shape.of(test.inputs), 1).outputShape(), Shape.of(test.loss.outputWidth(test.targets)));
        Arrays.fill(batch.features(), Float.NaN);
        batch.resize(ROWS);
        copy(file.floats("features"), batch.features(), 0);
        if (test.targets instanceof Targets.Classes) {
            double[] labels = file.numbers("labels");
            for (int row = 0; row < ROWS; row++) {
                batch.labels()[row] = (int) labels[row];
            }
        } else {
            copy(file.floats("values"), batch.values(), 0);
        }
        if (file.keys().contains("weights")) {
            double[] weights = file.numbers("weights");
            double sum = Arrays.stream(weights).sum();
            for (int row = 0; row < ROWS; row++) {
                batch.rowWeights()[row] = (float) (weights[row] / sum);
            }
        }
        return batch;
    }

    /**
     * Compares each segment, relative to its own largest number; what should be 0 throughout, as the gradient of a bias
     * under batch normalization, relative to the largest of all segments.
     */
    private static void assertSegmentsClose(GoldenFile file, String prefix, ParameterLayout layout, float[] actual) {
        List<String> keys = keys(prefix, layout);
        assertEquals(names(file, prefix), Set.copyOf(keys));
        for (int i = 0; i < keys.size(); i++) {
            double largest = file.largest(List.of(keys.get(i)));
            double scale = largest > 0 ? largest : file.largest(keys);
            file.assertClose(keys.get(i), actual, layout.segments().get(i).from(), scale);
        }
    }

    private static List<String> keys(String prefix, ParameterLayout layout) {
        return layout.segments().stream()
                .map(segment -> prefix + segment.name())
                .toList();
    }

    private static Set<String> names(GoldenFile file, String prefix) {
        return file.keys().stream().filter(key -> key.startsWith(prefix)).collect(Collectors.toSet());
    }

    private static void copy(float[] source, float[] target, int from) {
        System.arraycopy(source, 0, target, from, source.length);
    }
}
