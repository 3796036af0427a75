package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import nn.core.NnException;
import nn.core.activation.Tanh;
import nn.core.check.GradientCheck;
import nn.core.check.GradientReport;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.Compute;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Dense;
import nn.core.layer.Residual;
import nn.core.layer.Segment;
import nn.core.loss.MeanSquaredError;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class FreezingTest {

    private static final int ROWS = 6;
    private static final int INPUTS = 4;

    private static final NetworkSpec SPEC = NetworkSpec.builder()
            .dense(5)
            .batchNorm()
            .activation(new Tanh())
            .layer(new Residual(new Dense(3), new ActivationLayer(new Tanh()), new Dense(5)))
            .dense(2)
            .spec();

    private final Network network = changed(SPEC.build(Shape.of(INPUTS), 1));

    /** No parameter and no statistic is 0 or 1. */
    private static Network changed(Network network) {
        RandomKey random = RandomKey.of(1, Purpose.DATA).with(1);
        for (int i = 0; i < network.parameters().length; i++) {
            network.parameters()[i] += 0.3f * (float) random.normal(i);
        }
        for (int i = 0; i < network.state().length; i++) {
            network.state()[i] = 0.5f + random.with(2).uniform(i);
        }
        return network;
    }

    private static Batch batch() {
        Batch batch = new Batch(ROWS, INPUTS, new Targets.Values(List.of("u", "v")));
        batch.resize(ROWS);
        RandomKey random = RandomKey.of(2, Purpose.DATA);
        for (int i = 0; i < ROWS * INPUTS; i++) {
            batch.features()[i] = (float) random.normal(i);
        }
        Arrays.fill(batch.values(), 0.25f);
        return batch;
    }

    private static float[] gradients(Network network) {
        Batch batch = batch();
        try (Compute compute = Compute.scalar()) {
            TrainingPass pass = network.newTrainingPass(compute, ROWS);
            float[] logits = pass.forward(batch.features(), ROWS);
            new MeanSquaredError().valueAndGradient(compute.kernel(), batch, logits, pass.logitGradient());
            pass.backward(batch.features());
            return pass.gradients();
        }
    }

    private static float[] part(float[] values, Segment segment) {
        return Arrays.copyOfRange(values, segment.from(), segment.to());
    }

    /** In front of the others, behind them, inside of a composite: the rest has the gradients it had. */
    @Test
    void frozenParametersHaveNoGradientAndTheOthersTheSame() {
        float[] all = gradients(network.copy());
        for (List<String> layers : List.of(
                List.of("dense1"), List.of("dense2"), List.of("residual1.dense2"), List.of("dense*", "residual*"))) {
            Network frozen = network.frozen(layers);
            float[] some = gradients(frozen);
            int count = 0;
            for (Segment segment : frozen.layout().segments()) {
                float[] expected = segment.trainable() ? part(all, segment) : new float[segment.size()];
                assertArrayEquals(expected, part(some, segment), layers + ": " + segment.name());
                count += segment.trainable() ? 0 : 1;
            }
            assertTrue(count > 0, layers.toString());
        }
    }

    @Test
    void frozenBatchNormalizationIsThatOfPredictions() {
        Network frozen = network.frozen(List.of("batchnorm1"));
        float[] state = frozen.state().clone();
        Batch batch = batch();
        try (Compute compute = Compute.scalar()) {
            float[] trained = frozen.newTrainingPass(compute, ROWS).forward(batch.features(), ROWS);
            float[] inferred = network.newInferencePass(compute, ROWS).infer(batch.features(), ROWS);
            assertArrayEquals(trained, Arrays.copyOf(inferred, trained.length));
        }
        assertArrayEquals(state, frozen.state());
    }

    @Test
    void theGradientCheckSeesAFrozenNetworkAsItIs() {
        for (List<String> layers : List.of(List.of("batchnorm1"), List.of("dense1", "batchnorm1", "residual1"))) {
            GradientReport report = GradientCheck.run(
                    network.frozen(layers), new MeanSquaredError(), batch(), RandomKey.of(1, Purpose.LAYER_NOISE));
            assertTrue(report.passed(), report.table());
            assertFalse(report.tensors().stream().anyMatch(t -> t.name().startsWith("batchnorm1")));
            assertTrue(report.tensors().stream().anyMatch(t -> t.name().equals("dense2.weights")));
        }
    }

    @Test
    void aNameThatFitsNothingAndNothingLeftAreRefused() {
        NnException.Configuration unknown =
                assertThrows(NnException.Configuration.class, () -> network.frozen(List.of("dense1", "dens2")));
        assertTrue(
                unknown.getMessage().contains("\"dens2\"")
                        && unknown.getMessage().contains("dense1, batchnorm1, residual1.dense1"),
                unknown.getMessage());
        NnException.Configuration all =
                assertThrows(NnException.Configuration.class, () -> network.frozen(List.of("*")));
        assertTrue(all.getMessage().contains("nothing to train"), all.getMessage());
        assertThrows(NnException.Configuration.class, () -> network.frozen(List.of("dense")));
    }

    @Test
    void layersAreTakenWholeWhereNamesAndShapesAreTheSame() {
        Network target = SPEC.withLast(new Dense(3)).build(Shape.of(INPUTS), 9);
        float[] before = target.parameters().clone();
        Transfer transfer = target.takeFrom(network, layer -> !layer.equals("batchnorm1"));
        assertEquals(List.of("dense1", "residual1.dense1", "residual1.dense2"), transfer.taken());
        assertEquals(List.of("batchnorm1", "dense2"), transfer.left());
        for (Segment segment : target.layout().segments()) {
            boolean taken = transfer.taken().contains(segment.layer());
            float[] source = taken
                    ? part(network.parameters(), network.layout().segment(segment.name()))
                    : part(before, segment);
            assertArrayEquals(source, part(target.parameters(), segment), segment.name());
        }
        Network same = SPEC.build(Shape.of(INPUTS), 9);
        assertEquals(List.of(), same.takeFrom(network, layer -> true).left());
        assertArrayEquals(network.parameters(), same.parameters());
        assertArrayEquals(network.state(), same.state());
    }
}
