package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.Faulty;
import com.example.Faulty.Mistake;
import com.example.FaultyParts;
import nn.core.NnException;
import nn.core.activation.Relu;
import nn.core.data.Split;
import nn.core.kernel.Compute;
import nn.core.layer.Dense;
import nn.core.layer.Layer;
import nn.core.network.NetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginFailureTest {

    private static final Split SPLIT = Split.stratified(TrainerTest.xor(400), 0.1, 0.1, 1);

    private static NetworkSpec with(Mistake mistake, int units) {
        return NetworkSpec.builder()
                .dense(units)
                .activation(new Relu())
                .dense(units)
                .activation(new Faulty(mistake))
                .dense(2)
                .spec();
    }

    @Test
    void withoutAMistakeItTrains() {
        assertEquals(
                2,
                Trainer.of(with(Mistake.NONE, 16))
                        .epochs(2)
                        .fit(SPLIT)
                        .history()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FORWARD_THROWS                 | an activation layer: forward failed: java.lang.ArithmeticException: wrong\\nsign.
                    FORWARD_OVERFLOWS_THE_STACK    | an activation layer: forward failed: java.lang.StackOverflowError.
                    FORWARD_MISSES_A_METHOD        | an activation layer: forward failed: java.lang.NoSuchMethodError: MatrixKernel.gamma.
                    BACKWARD_THROWS                | an activation layer: backward failed: java.lang.IllegalStateException: no derivative.
                    FORWARD_THROWS_FOR_MANY        | layer activation2: forward failed: java.lang.ArrayIndexOutOfBoundsException: Index -1 out of bounds for length 512.
                    BACKWARD_THROWS_FOR_MANY       | layer activation2: backward failed: java.lang.ArrayIndexOutOfBoundsException: Index -1 out of bounds for length 512.
                    FORWARD_WRITES_BEHIND          | an activation layer: forward wrote a[from + 39], outside the range of 39 that it was given.
                    FORWARD_WRITES_BEFORE          | an activation layer: forward wrote a[from + -1], outside the range of 39 that it was given.
                    FORWARD_WRITES_OUTSIDE_THE_ARRAY_OF_MANY | layer activation2: forward failed: java.lang.ArrayIndexOutOfBoundsException: Index 512 out of bounds for length 512.
                    FORWARD_LEAVES_OUT             | an activation layer: forward left out a[from + 38] of the range of 39 that it was given.
                    FORWARD_CHANGES_ITS_INPUT      | an activation layer: forward changed z[from + 1], which it may only read.
                    FORWARD_MAKES_NAN              | an activation layer: forward made NaN from -2.125.
                    BACKWARD_WRITES_BEHIND         | an activation layer: backward wrote dz[from + 54], outside the range of 39 that it was given.
                    BACKWARD_CHANGES_THE_GRADIENT  | an activation layer: backward changed da[from + 0], which it may only read.
                    BACKWARD_MAKES_NAN             | an activation layer: backward made NaN from -2.375.
                    """)
    void aMistakeOfAnActivationEndsTheTrainingUnderItsName(Mistake mistake, String complaint) {
        Trainer trainer = Trainer.of(with(mistake, 16));
        NnException.Plugin e = assertThrows(NnException.Plugin.class, () -> trainer.fit(SPLIT));
        assertEquals("Plugin com.example.Faulty in " + complaint, e.getMessage());
    }

    @Test
    void aMistakeOnAnotherThreadEndsTheTrainingLikewise() {
        try (Compute compute = Compute.of(Compute.scalar().kernel(), 2)) {
            Trainer trainer = Trainer.of(with(Mistake.FORWARD_THROWS_FOR_MANY, 1024))
                    .batchSize(64)
                    .compute(compute);
            NnException.Plugin e = assertThrows(NnException.Plugin.class, () -> trainer.fit(SPLIT));
            assertTrue(
                    e.getMessage().startsWith("Plugin com.example.Faulty in layer activation2: forward failed"),
                    e.getMessage());
            // The team has survived.
            assertEquals(
                    1,
                    Trainer.of(with(Mistake.NONE, 1024))
                            .batchSize(64)
                            .epochs(1)
                            .compute(compute)
                            .fit(SPLIT)
                            .history()
                            .size());
        }
    }

    @ParameterizedTest
    @CsvSource({"FORWARD_MAKES_NAN_OF_MANY, 1, activation2", "BACKWARD_MAKES_NAN_OF_MANY, 2, dense1"})
    void aDivergenceNamesTheLayerWhereItShowsAndThePlugin(Mistake mistake, int step, String layer) {
        Trainer trainer = Trainer.of(with(mistake, 16));
        NnException.Diverged e = assertThrows(NnException.Diverged.class, () -> trainer.fit(SPLIT));
        assertEquals(
                "Training diverged: in epoch 1, step " + step
                        + " the loss is NaN at learning rate 0.1; the first values "
                        + "that are not finite are those of layer " + layer
                        + ". Lower --learning-rate, or check the plugin com.example.Faulty.",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss", "optimizer", "schedule", "initializer", "layer", "built layer", "evaluation"})
    void aMistakeOfAnyComponentEndsTheTrainingUnderItsName(String part) {
        FaultyParts faulty = new FaultyParts(part);
        Layer first = switch (part) {
            case "initializer" -> new Dense(16, faulty.initializer());
            case "layer", "built layer" -> faulty.layer();
            default -> new Dense(16);
        };
        Trainer trainer = Trainer.of(NetworkSpec.builder()
                .layer(first)
                .activation(new Relu())
                .dense(2)
                .spec());
        if (part.equals("loss") || part.equals("evaluation")) {
            trainer.loss(faulty.loss());
        }
        if (part.equals("optimizer")) {
            trainer.optimizer(faulty.optimizer());
        }
        if (part.equals("schedule")) {
            trainer.schedule(faulty.schedule());
        }
        NnException.Plugin e = assertThrows(NnException.Plugin.class, () -> trainer.fit(SPLIT));
        assertTrue(e.getMessage().startsWith("Plugin com.example.FaultyParts$"), e.getMessage());
        assertTrue(e.getMessage().endsWith(" failed: java.lang.IllegalStateException: wrong."), e.getMessage());
    }

    @Test
    void aBugOfThePlatformStaysOne() {
        IllegalStateException bug = new IllegalStateException("ours");
        assertSame(bug, nn.core.spi.Plugins.failure("here", new Dense(3), "forward", bug));
        OutOfMemoryError memory = new OutOfMemoryError();
        assertSame(
                memory,
                assertThrows(
                        OutOfMemoryError.class,
                        () -> nn.core.spi.Plugins.failure("here", new Faulty(Mistake.NONE), "forward", memory)));
    }
}
