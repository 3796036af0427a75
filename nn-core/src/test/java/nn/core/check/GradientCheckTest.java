package nn.core.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import nn.core.activation.Activation;
import nn.core.activation.Relu;
import nn.core.activation.Tanh;
import nn.core.check.Combinations.Combination;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Dense;
import nn.core.layer.Dropout;
import nn.core.layer.Segment;
import nn.core.loss.Link;
import nn.core.loss.Loss;
import nn.core.loss.MeanSquaredError;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.network.TrainingPass;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Configurable;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

    private static final Registry REGISTRY = Registry.load();
    private static final RandomKey NOISE = Combinations.noise();

    @Test
    void everyCombinationOfLayerActivationAndLossHasTheRightGradients() {
        List<String> failures = new ArrayList<>();
        double worst = 0;
        for (Combination combination : Combinations.all(REGISTRY)) {
            GradientReport report = combination.check();
            if (!report.passed()) {
                failures.add(combination.name() + System.lineSeparator() + report.table());
            }
            worst = Math.max(worst, report.worst().error());
        }
        assertTrue(failures.isEmpty(), () -> failures.size() + " failed: " + String.join("", failures));
        assertTrue(worst > 0 && worst < GradientCheck.BOUND, "worst error " + worst);
    }

    @Test
    void nothingThatIsRegisteredIsLeftOut() {
        List<Registry.Entry> entries = REGISTRY.entries();
        long activations = entries.stream()
                .filter(e -> e.kind().equals("activation"))
                .mapToLong(e -> variants(Activation.class, e.name()))
                .sum();
        long architectures = entries.stream()
                .filter(e -> e.kind().equals("layer"))
                .mapToLong(e -> List.of("activation", "batch-norm", "concatenate", "dense", "dropout", "residual")
                                .contains(e.name())
                        ? 2
                        : 1)
                .sum();
        long losses = entries.stream()
                .filter(e -> e.kind().equals("loss"))
                .mapToLong(e -> acceptedTargets(e.name()) * variants(Loss.class, e.name()))
                .sum();
        List<Combination> all = Combinations.all(REGISTRY);
        assertTrue(all.size() > 0);
        assertEquals(activations * architectures * losses, all.size());
        assertEquals(all.size(), all.stream().map(Combination::name).distinct().count());

        List<Combination> pairs = Combinations.pairs(REGISTRY);
        assertEquals(Math.max(activations, architectures) * Math.max(losses, architectures), pairs.size());
        assertEquals(activations * losses, count(pairs, c -> List.of(c.activation(), c.lossCase())));
        assertEquals(activations * architectures, count(pairs, c -> List.of(c.activation(), c.architecture())));
        assertEquals(losses * architectures, count(pairs, c -> List.of(c.lossCase(), c.architecture())));
    }

    private static long count(List<Combination> combinations, Function<Combination, Object> pair) {
        return combinations.stream().map(pair).distinct().count();
    }

    /** The default, and one with other numbers if there are any to set. */
    private static <T extends Configurable> long variants(Class<T> type, String name) {
        T component = REGISTRY.provider(type, name).create(Settings.EMPTY, REGISTRY);
        return component.spec().settings().asMap().values().stream().anyMatch(Double.class::isInstance) ? 2 : 1;
    }

    private static long acceptedTargets(String loss) {
        Loss made = REGISTRY.provider(Loss.class, loss).create(Settings.EMPTY, REGISTRY);
        return Combinations.TARGETS.stream()
                .filter(targets -> Combinations.accepts(made, targets))
                .count();
    }

    @Test
    void everyLossIsCheckedOnTheTargetsThatItIsFor() {
        assertEquals(2, acceptedTargets("mean-squared-error")); // one and two quantities
        assertEquals(2, acceptedTargets("half-squared-error"));
        assertEquals(2, acceptedTargets("softmax-cross-entropy")); // two and three classes
        assertEquals(3, acceptedTargets("binary-cross-entropy")); // two classes, one and two quantities
        assertEquals(1, acceptedTargets("hinge")); // two classes
        assertEquals(1, acceptedTargets("cosine")); // two quantities
        assertEquals(2, acceptedTargets("gaussian-negative-log-likelihood"));
        // A loss that accepts nothing would be left out of all combinations.
        REGISTRY.providers(Loss.class).forEach(loss -> assertTrue(acceptedTargets(loss.name()) > 0, loss.name()));
    }

    @Test
    void theLossInTrainingIsThatOfTheTextbook() {
        for (Combination combination : Combinations.pairs(REGISTRY)) {
            Network network = combination.network(1);
            Batch batch = combination.batch(1);
            try (Compute compute = Compute.scalar()) {
                MatrixKernel kernel = compute.kernel();
                TrainingPass pass = network.newTrainingPass(compute, batch.maxRows());
                pass.setNoise(NOISE);
                float[] logits = pass.forward(batch.features(), batch.rows());
                double[][] rows = new double[batch.rows()][network.outputShape().size()];
                for (int r = 0; r < rows.length; r++) {
                    for (int j = 0; j < rows[r].length; j++) {
                        rows[r][j] = logits[r * rows[r].length + j];
                    }
                }
                double expected = combination.loss().reference(batch, rows);
                double value = combination.loss().value(kernel, batch, logits);
                assertEquals(expected, value, 2e-6 * (1 + Math.abs(expected)), combination.name());
                assertEquals(
                        value,
                        combination.loss().valueAndGradient(kernel, batch, logits, pass.logitGradient()),
                        combination.name());
            }
        }
    }

    /** The mean squared error with a gradient that is off by a factor. */
    private record Scaled(float factor) implements Loss {
        private static final MeanSquaredError EXACT = new MeanSquaredError();

        @Override
        public int outputWidth(Targets targets) {
            return EXACT.outputWidth(targets);
        }

        @Override
        public Link link() {
            return EXACT.link();
        }

        @Override
        public double value(MatrixKernel kernel, Batch batch, float[] logits) {
            return EXACT.value(kernel, batch, logits);
        }

        @Override
        public double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient) {
            double value = EXACT.valueAndGradient(kernel, batch, logits, logitGradient);
            for (int i = 0; i < logitGradient.length; i++) {
                logitGradient[i] *= factor;
            }
            return value;
        }

        @Override
        public double reference(Batch batch, double[][] logits) {
            return EXACT.reference(batch, logits);
        }

        @Override
        public Spec spec() {
            return EXACT.spec();
        }
    }

    @Test
    void theReportNamesWhatIsOff() {
        Network network = new NetworkSpec(List.of(new Dense(2))).build(Shape.of(3), 1);
        GradientReport good = GradientCheck.run(network, new Scaled(1), values(4), NOISE);
        assertTrue(good.passed(), good.table());
        assertEquals(
                List.of("dense1.weights", "dense1.bias", GradientCheck.INPUT),
                good.tensors().stream().map(GradientReport.Tensor::name).toList());

        GradientReport bad = GradientCheck.run(network, new Scaled(1.01f), values(4), NOISE);
        assertFalse(bad.passed());
        assertEquals(0.01 / 1.01, bad.worst().error(), 1e-5);
        GradientReport.Entry entry = bad.tensors().get(1).worst();
        assertEquals(1.01 * entry.numeric(), entry.analytic(), 1e-5);
        assertTrue(bad.table().contains("dense1.bias") && bad.table().contains("← over 2.0E-5"), bad.table());
    }

    @Test
    void aGradientThatIsNotANumberFails() {
        Network network = new NetworkSpec(List.of(new Dense(2))).build(Shape.of(3), 1);
        assertFalse(GradientCheck.run(network, new Scaled(Float.NaN), values(4), NOISE)
                .passed());
    }

    @Test
    void theNetworkStaysAsItIs() {
        Network network = NetworkSpec.builder().dense(3).batchNorm().dense(2).build(Shape.of(3), 1);
        float[] theta = network.parameters().clone();
        float[] state = network.state().clone();
        Batch batch = values(4);
        float[] features = batch.features().clone();
        GradientCheck.run(network, new MeanSquaredError(), batch, NOISE);
        assertArrayEquals(theta, network.parameters());
        assertArrayEquals(state, network.state());
        assertArrayEquals(features, batch.features());
    }

    @Test
    void whatHasNoEffectHasAGradientOfExactlyZero() {
        Network network = new NetworkSpec(
                        List.of(new Dropout(0.5), new Dense(4), new ActivationLayer(new Relu()), new Dense(3)))
                .build(Shape.of(3), 1);
        Segment bias = network.layout().segment("dense1.bias");
        // A row whose inputs are all dropped must not meet ReLU's kink.
        Arrays.fill(network.parameters(), bias.from(), bias.to(), 0.2f);
        network.parameters()[bias.from() + 2] = -1000; // a unit that is never active
        Batch batch = classes();
        float[] inputGradient = new float[batch.rows() * 3];
        try (Compute compute = Compute.scalar()) {
            TrainingPass pass = network.newTrainingPass(compute, batch.maxRows());
            pass.setNoise(NOISE);
            float[] logits = pass.forward(batch.features(), batch.rows());
            new SoftmaxCrossEntropy().valueAndGradient(compute.kernel(), batch, logits, pass.logitGradient());
            pass.backward(batch.features());
            pass.inputGradient(batch.features(), inputGradient);
            float[] g = pass.gradients();
            assertTrue(g[bias.from() + 2] == 0);
            Segment in = network.layout().segment("dense1.weights");
            Segment out = network.layout().segment("dense2.weights");
            for (int i = 0; i < 3; i++) {
                assertTrue(g[in.from() + i * 4 + 2] == 0);
                assertTrue(g[out.from() + 2 * 3 + i] == 0);
            }
        }
        int dropped = 0;
        RandomKey mask = NOISE.with(0);
        for (int i = 0; i < inputGradient.length; i++) {
            if (mask.uniform(i) < 0.5f) {
                assertTrue(inputGradient[i] == 0);
                dropped++;
            }
        }
        assertTrue(dropped > 0 && dropped < inputGradient.length);
        assertTrue(GradientCheck.run(network, new SoftmaxCrossEntropy(), batch, NOISE)
                .passed());
    }

    @Test
    void entriesAtAKinkAreLeftOutAndCounted() {
        Network network = new NetworkSpec(List.of(new Dense(2), new ActivationLayer(new Relu()), new Dense(2)))
                .build(Shape.of(3), 1);
        Batch batch = values(1);
        Segment weights = network.layout().segment("dense1.weights");
        Segment bias = network.layout().segment("dense1.bias");
        // The first unit stands at 0 exactly, where to go up or down makes a difference; the second is active.
        for (int i = 0; i < 3; i++) {
            network.parameters()[weights.from() + 2 * i] = 0;
        }
        network.parameters()[bias.from() + 1] = 10;
        GradientReport report = GradientCheck.run(network, new MeanSquaredError(), batch, NOISE);
        assertTrue(report.passed(), report.table());
        assertEquals(List.of(3, 3), counts(report, "dense1.weights"));
        assertEquals(List.of(1, 1), counts(report, "dense1.bias"));
        assertEquals(List.of(4, 0), counts(report, "dense2.weights"));
        assertTrue(report.table().contains("3 of 6, 3 at kinks"), report.table());

        Network nothingElse =
                new NetworkSpec(List.of(new ActivationLayer(new Relu()), new Dense(2))).build(Shape.of(3), 1);
        Arrays.fill(batch.features(), 0);
        GradientReport empty = GradientCheck.run(nothingElse, new MeanSquaredError(), batch, NOISE);
        assertFalse(empty.passed());
        assertTrue(empty.table().contains("← nothing but kinks"), empty.table());
    }

    private static List<Integer> counts(GradientReport report, String tensor) {
        return report.tensors().stream()
                .filter(t -> t.name().equals(tensor))
                .flatMap(t -> Stream.of(t.checked(), t.atKinks()))
                .toList();
    }

    @Test
    void aSampleOfALargerNetworkStillShowsAMistake() {
        Network network = NetworkSpec.builder()
                .dense(20)
                .activation(new Tanh())
                .dense(2)
                .spec()
                .build(Shape.of(3), 1);
        GradientSample sample = new GradientSample(5, 7, 1);
        GradientReport right = GradientCheck.run(network, new Scaled(1), EXAMPLES, sample, Compute.scalar());
        assertTrue(right.passed(), right.table());
        assertEquals(5, right.rows());
        assertEquals(
                List.of(7, 7, 7, 2, 7),
                right.tensors().stream().map(GradientReport.Tensor::checked).toList());
        assertEquals(
                right.tensors(),
                GradientCheck.run(network, new Scaled(1), EXAMPLES, sample, Compute.scalar())
                        .tensors());
        GradientReport other =
                GradientCheck.run(network, new Scaled(1), EXAMPLES, new GradientSample(5, 7, 2), Compute.scalar());
        assertNotEquals(right.tensors(), other.tensors());
        assertFalse(GradientCheck.run(network, new Scaled(1.001f), EXAMPLES, sample, Compute.scalar())
                .passed());
    }

    @Test
    void aSmallNetworkIsCheckedWhollyByDefault() {
        Network network = NetworkSpec.builder().dense(2).spec().build(Shape.of(3), 1);
        GradientReport report =
                GradientCheck.run(network, new MeanSquaredError(), EXAMPLES, new GradientSample(), Compute.scalar());
        assertEquals(
                List.of(6, 2, 27),
                report.tensors().stream().map(GradientReport.Tensor::checked).toList());
    }

    @Test
    void aPlaceIsNamedByRowAndColumn() {
        GradientReport report = GradientCheck.run(
                new NetworkSpec(List.of(new Dense(2))).build(Shape.of(3), 1), new Scaled(1), values(4), NOISE);
        GradientReport.Tensor weights = report.tensors().getFirst();
        assertEquals("dense1.weights[0, 1]", weights.place(new GradientReport.Entry(1, 0, 0)));
        assertEquals("dense1.weights[2, 0]", weights.place(new GradientReport.Entry(4, 0, 0)));
        assertEquals("dense1.bias[1]", report.tensors().get(1).place(new GradientReport.Entry(1, 0, 0)));
    }

    /** Nine rows whose targets the sample moves off. */
    private static final Examples EXAMPLES = new Examples() {
        @Override
        public int rows() {
            return 9;
        }

        @Override
        public int featureCount() {
            return 3;
        }

        @Override
        public Targets targets() {
            return new Targets.Values(List.of("u", "v"));
        }

        @Override
        public void gather(int[] order, int from, int count, Batch batch) {
            batch.resize(count);
            for (int r = 0; r < count; r++) {
                for (int f = 0; f < 3; f++) {
                    batch.features()[r * 3 + f] =
                            (float) RandomKey.of(4, Purpose.DATA).normal(order[from + r] * 3L + f);
                }
            }
        }
    };

    @Test
    void theTargetsOfASampleAreOff() {
        assertEquals(1f, new GradientSample(4, 0, 1).batch(EXAMPLES).values()[7]);
        assertEquals(9, new GradientSample(40, 0, 1).batch(EXAMPLES).rows());
    }

    private static Batch values(int rows) {
        Batch batch = new Batch(rows, 3, new Targets.Values(List.of("u", "v")));
        batch.resize(rows);
        fill(batch.features());
        Arrays.fill(batch.values(), 0.25f);
        return batch;
    }

    private static Batch classes() {
        Batch batch = new Batch(5, 3, new Targets.Classes(List.of("a", "b", "c")));
        batch.resize(5);
        fill(batch.features());
        batch.labels()[1] = 1;
        batch.labels()[4] = 2;
        return batch;
    }

    private static void fill(float[] values) {
        RandomKey random = RandomKey.of(3, Purpose.DATA);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.normal(i);
        }
    }
}
