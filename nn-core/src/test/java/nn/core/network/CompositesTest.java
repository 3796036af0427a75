package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.activation.Tanh;
import nn.core.init.Constant;
import nn.core.kernel.Compute;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Concatenate;
import nn.core.layer.Dense;
import nn.core.layer.Layer;
import nn.core.layer.LayerNorm;
import nn.core.layer.Residual;
import nn.core.layer.Segment;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class CompositesTest {

    private static final int ROWS = 11;
    private static final Layer TANH = new ActivationLayer(new Tanh());

    /** Composites in composites, of several widths, one after another. */
    private static final List<Layer> LAYERS = List.of(
            new Residual(
                    List.of(new Dense(4), TANH, new Concatenate(new Dense(7), new LayerNorm()), new Dense(5)),
                    Optional.of(List.of(new Dense(5)))),
            new Residual(TANH, new Dense(3), TANH, new Dense(5)),
            new Concatenate(List.of(new Residual(TANH), new Dense(2)), Optional.of(List.of(new Dense(6), TANH))),
            new Dense(2));

    private static float[] features(int width) {
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        float[] features = new float[ROWS * width];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.normal(i);
        }
        return features;
    }

    private static float[] infer(Network network, float[] features) {
        try (Compute compute = Compute.scalar()) {
            float[] outputs = network.newInferencePass(compute, ROWS).infer(features, ROWS);
            return Arrays.copyOf(outputs, ROWS * network.outputShape().size());
        }
    }

    @Test
    void parametersAreNamedAfterTheirPlace() {
        Network network = new NetworkSpec(LAYERS).build(Shape.of(3), 1);
        List<String> names = network.layout().segments().stream()
                .map(Segment::name)
                .filter(name -> !name.endsWith("bias"))
                .toList();
        assertEquals(
                List.of(
                        "residual1.dense1.weights",
                        "residual1.concatenate1.dense1.weights",
                        "residual1.concatenate1.layernorm1.scale",
                        "residual1.concatenate1.layernorm1.shift",
                        "residual1.dense2.weights",
                        "residual1.shortcut.dense1.weights",
                        "residual2.dense1.weights",
                        "residual2.dense2.weights",
                        "concatenate1.dense1.weights",
                        "concatenate1.shortcut.dense1.weights",
                        "dense1.weights"),
                names);
        assertEquals(names.size(), names.stream().distinct().count());
        assertEquals(
                network.parameters().length,
                network.stages().stream()
                        .mapToInt(Network.Stage::parameterCount)
                        .sum());
    }

    /** Nothing here is random, so that training and prediction agree, and so do threads. */
    @Test
    void trainingPredictionAndThreadsGiveTheSameBits() {
        Network network = new NetworkSpec(LAYERS).build(Shape.of(3), 1);
        float[] x = features(3);
        float[] expected = infer(network, x);
        try (Compute compute = Compute.scalar();
                Compute several = Compute.of(compute.kernel(), 3).withBlocksOf(8)) {
            TrainingPass one = network.newTrainingPass(compute, ROWS);
            TrainingPass three = network.newTrainingPass(several, ROWS);
            assertArrayEquals(expected, one.forward(x, ROWS));
            assertArrayEquals(expected, three.forward(x, ROWS));
            Arrays.fill(one.logitGradient(), 0.5f);
            Arrays.fill(three.logitGradient(), 0.5f);
            one.backward(x);
            three.backward(x);
            assertArrayEquals(one.gradients(), three.gradients());
        }
    }

    @Test
    void aBlockWhoseWeightsAreZeroIsTheIdentity() {
        Network network = NetworkSpec.builder()
                .layer(new Residual(TANH, new Dense(4, new Constant(0))))
                .layer(new Residual(new Dense(9), TANH, new Dense(4, new Constant(0))))
                .build(Shape.of(4), 1);
        assertArrayEquals(features(4), infer(network, features(4)));
    }

    @Test
    void theInputStandsBeforeWhatLayersMakeOfIt() {
        Network network = NetworkSpec.builder().layer(new Concatenate(TANH)).build(Shape.of(2), 1);
        float[] x = features(2);
        float[] y = infer(network, x);
        for (int r = 0; r < ROWS; r++) {
            for (int u = 0; u < 2; u++) {
                assertTrue(y[4 * r + u] == x[2 * r + u]);
                assertEquals(StrictMath.tanh(x[2 * r + u]), y[4 * r + 2 + u], 1e-6);
            }
        }
    }

    @Test
    void widthsThatDifferNeedAShortcut() {
        NetworkSpec spec =
                NetworkSpec.builder().dense(5).layer(new Residual(new Dense(3))).spec();
        NnException.Configuration e = assertThrows(NnException.Configuration.class, () -> spec.build(Shape.of(2), 1));
        assertTrue(
                e.getMessage().contains("residual1")
                        && e.getMessage().contains("5 ")
                        && e.getMessage().contains("(dense:units=3,bias=false)"),
                e.getMessage());
    }

    @Test
    void aCompositeWithoutLayersIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Residual());
        assertThrows(IllegalArgumentException.class, () -> new Concatenate(List.of(TANH), Optional.of(List.of())));
    }
}
