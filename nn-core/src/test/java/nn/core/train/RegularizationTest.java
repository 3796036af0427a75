package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.activation.Relu;
import nn.core.data.Split;
import nn.core.kernel.Compute;
import nn.core.layer.BatchNorm;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.model.Sha256;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Penalties, clipping, max-norm and averaging in whole trainings. */
class RegularizationTest {

    private static final Split SPLIT = Split.stratified(TrainerTest.xor(400), 0.1, 0.1, 1);

    private static Trainer trainer() {
        return trainer(false);
    }

    private static Trainer trainer(boolean batchNorm) {
        var builder = NetworkSpec.builder().dense(16);
        if (batchNorm) {
            builder.layer(new BatchNorm());
        }
        return Trainer.of(builder.activation(new Relu()).dense(2).spec())
                .optimizer(new GradientDescent(0.3))
                .epochs(20)
                .compute(Compute.scalar());
    }

    private static double squares(Network network, Role role) {
        double sum = 0;
        for (Segment segment : network.layout().segments()) {
            for (int i = segment.from(); i < segment.to() && segment.role() == role; i++) {
                sum += (double) network.parameters()[i] * network.parameters()[i];
            }
        }
        return sum;
    }

    private static Network network(Trainer trainer) {
        return trainer.fit(SPLIT).model().network();
    }

    @Test
    void aPenaltyMakesWeightsSmaller() {
        double without = squares(network(trainer()), Role.WEIGHT);
        double l2 = squares(network(trainer().penalty(new Penalty(0, 0.05))), Role.WEIGHT);
        assertTrue(l2 < 0.5 * without, l2 + " and " + without);
        Network sparse = network(trainer().penalty(new Penalty(0.02, 0)).epochs(60));
        long nearly0 = 0;
        for (float w : sparse.parameters()) {
            nearly0 += Math.abs(w) < 0.01 ? 1 : 0;
        }
        assertTrue(nearly0 > sparse.parameters().length / 2, nearly0 + " of " + sparse.parameters().length);
    }

    /** With batch normalization the loss does not depend on the length of W; the reported one must not pay for it. */
    @Test
    void theReportedLossIsThatOfTheData() {
        Training training = trainer()
                .penalty(new Penalty(0, 1000))
                .optimizer(new GradientDescent(1e-6))
                .epochs(1)
                .fit(SPLIT);
        assertTrue(training.best().trainLoss() < 2, training.summary());
    }

    @Test
    void maxNormHoldsAfterEveryStep() {
        List<Double> norms = new ArrayList<>();
        Network[] network = new Network[1];
        TrainingListener watcher = new TrainingListener() {
            @Override
            public void on(TrainingEvent event) {
                if (event instanceof TrainingEvent.Started started) {
                    network[0] = started.network();
                }
                if (event instanceof TrainingEvent.StepDone) {
                    Segment w = network[0].layout().segment("dense1.weights");
                    for (int j = 0; j < 16; j++) {
                        float[] theta = network[0].parameters();
                        norms.add(Math.hypot(theta[w.from() + j], theta[w.from() + 16 + j]));
                    }
                }
            }

            @Override
            public boolean wantsSteps() {
                return true;
            }
        };
        trainer().maxNorm(0.5).listener(watcher).fit(SPLIT);
        double largest = norms.stream().mapToDouble(norm -> norm).max().orElseThrow();
        assertEquals(0.5, largest, 1e-6);
    }

    @Test
    void clippedStepsAreCountedInTheHistory() {
        Training training =
                trainer().clipping(Clipping.byGlobalNorm(1e-3)).epochs(2).fit(SPLIT);
        assertEquals(Optional.of(10), training.history().getFirst().clippedSteps());
        assertEquals(Optional.of(10), training.history().getLast().clippedSteps());
        assertEquals(
                Optional.of(0),
                trainer().clipping(Clipping.byGlobalNorm(1e9)).fit(SPLIT).best().clippedSteps());
        assertEquals(Optional.empty(), trainer().fit(SPLIT).best().clippedSteps());
    }

    /** Without it the same training diverges. */
    @ParameterizedTest
    @ValueSource(strings = {"value", "norm", "global norm"})
    void clippingSavesAnExplodingTraining(String by) {
        Trainer exploding = trainer().optimizer(new GradientDescent(1e5));
        assertThrows(NnException.Diverged.class, () -> exploding.fit(SPLIT));
        Clipping clipping = switch (by) {
            case "value" -> Clipping.byValue(1e-6);
            case "norm" -> Clipping.byNorm(1e-6);
            default -> Clipping.byGlobalNorm(1e-6);
        };
        Training saved = exploding.clipping(clipping).fit(SPLIT);
        assertTrue(saved.best().trainLoss() < 0.69, saved.summary());
    }

    @Test
    void theAverageIsTheMeanOfTheEndsOfEpochs() {
        List<float[]> ends = new ArrayList<>();
        Network[] network = new Network[1];
        Training training = trainer()
                .epochs(9)
                .averageFrom(4)
                .listener(event -> {
                    if (event instanceof TrainingEvent.Started started) {
                        network[0] = started.network();
                    }
                    if (event instanceof TrainingEvent.EpochDone) {
                        ends.add(network[0].parameters().clone());
                    }
                })
                .fit(Split.stratified(TrainerTest.xor(400), 0, 0.2, 1));
        // Without validation rows the last is the best.
        assertEquals(9, training.bestEpoch());
        float[] theta = training.model().network().parameters();
        for (int i = 0; i < theta.length; i++) {
            double sum = 0;
            for (int epoch = 4; epoch <= 9; epoch++) {
                sum += ends.get(epoch - 1)[i];
            }
            assertEquals(sum / 6, theta[i], 1e-6, "parameter " + i);
        }
    }

    /** The training itself goes on with the network that is not averaged. */
    @Test
    void averagingDoesNotChangeTheTraining() {
        Training plain = trainer().fit(SPLIT);
        Training averaged = trainer().averageFrom(5).fit(SPLIT);
        for (int epoch = 0; epoch < 20; epoch++) {
            assertEquals(
                    plain.history().get(epoch).trainLoss(),
                    averaged.history().get(epoch).trainLoss());
        }
        assertEquals(
                plain.history().get(4).validation().orElseThrow().loss(),
                averaged.history().get(4).validation().orElseThrow().loss());
        assertFalse(plain.history().get(19).validation().orElseThrow().loss()
                == averaged.history().get(19).validation().orElseThrow().loss());
    }

    /** Running means that do not belong to the averaged weights would ruin the result. */
    @Test
    void anAverageWithBatchNormalizationHasStatisticsOfItsOwn() {
        Training averaged = trainer(true).epochs(60).averageFrom(30).fit(SPLIT);
        assertTrue(averaged.test().score() > 0.9, averaged.test().table());
        assertEquals(
                Sha256.of(
                        averaged.model().network().parameters(),
                        averaged.model().network().state()),
                shaWithThreads(3));
    }

    private static String shaWithThreads(int threads) {
        try (Compute whole = Compute.of(Compute.scalar().kernel(), threads);
                Compute compute = whole.withBlocksOf(16)) {
            Network network = network(trainer(true).epochs(60).averageFrom(30).compute(compute));
            return Sha256.of(network.parameters(), network.state());
        }
    }

    @Test
    void earlyStoppingWaitsForTheAverage() {
        Training training = trainer()
                .optimizer(new GradientDescent(1e-12))
                .epochs(40)
                .earlyStopping(3)
                .averageFrom(20)
                .fit(SPLIT);
        assertEquals(23, training.history().size());
    }

    @Test
    void refusesToBeginAfterTheEnd() {
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class, () -> trainer().averageFrom(21).fit(SPLIT));
        assertEquals(
                "average-from is 21, but there are 20 epochs. Choose an earlier one, or more epochs.", e.getMessage());
    }
}
