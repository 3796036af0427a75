package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.activation.Tanh;
import nn.core.data.Split;
import nn.core.model.Sha256;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.optim.Objective;
import nn.core.optim.ObjectiveOptimizer;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;

/** Several optimizers, one after the other. */
class PhasesTest {

    private static final Split SPLIT = Split.stratified(TrainerTest.xor(200), 0.2, 0.1, 1);
    private static final NetworkSpec SPEC = NetworkSpec.builder()
            .dense(6)
            .batchNorm()
            .activation(new Tanh())
            .dropout(0.2)
            .dense(2)
            .spec();

    /** Steps of a fixed length along −g; a negative one leads away from the minimum. */
    private record Steps(int iterations, double length) implements ObjectiveOptimizer {
        @Override
        public void minimize(Objective objective, double[] point, Observer observer) {
            double[] gradient = new double[point.length];
            boolean goOn = true;
            for (int iteration = 1; iteration <= iterations && goOn; iteration++) {
                double value = objective.valueAndGradient(point, gradient);
                for (int i = 0; i < point.length; i++) {
                    point[i] -= length * gradient[i];
                }
                goOn = observer.iterated(iteration, value, point);
            }
        }

        @Override
        public Spec spec() {
            return Spec.of("steps");
        }
    }

    /** Remembers all events, and what the network was at some of them. */
    private static final class Witness implements TrainingListener {
        private final List<TrainingEvent> events = new ArrayList<>();
        private final List<String> networks = new ArrayList<>();
        private Optional<Network> network = Optional.empty();
        private int stopAfterEpoch = Integer.MAX_VALUE;
        private int epochs;

        @Override
        public void on(TrainingEvent event) {
            events.add(event);
            if (event instanceof TrainingEvent.Started started) {
                network = Optional.of(started.network());
            }
            if (event instanceof TrainingEvent.EpochDone) {
                epochs++;
            }
            networks.add(hash(network.orElseThrow()));
        }

        @Override
        public boolean wantsToStop() {
            return epochs >= stopAfterEpoch;
        }

        String networkAtPhase(int number) {
            return networks.get(index(number));
        }

        String networkAfterBest(int beforePhase) {
            String best = "";
            for (int i = 0; i < index(beforePhase); i++) {
                if (events.get(i) instanceof TrainingEvent.EpochDone(EpochRecord _, boolean isBest) && isBest) {
                    best = networks.get(i);
                }
            }
            return best;
        }

        private int index(int phase) {
            return IntStream.range(0, events.size())
                    .filter(i -> events.get(i) instanceof TrainingEvent.PhaseStarted s && s.number() == phase)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String hash(Network network) {
        return Sha256.of(network.parameters(), network.state());
    }

    private static Trainer trainer(Witness witness) {
        return Trainer.of(SPEC).batchSize(16).listener(witness);
    }

    @Test
    void epochsAreCountedThroughAndEventsTellOfThePhases() {
        Witness witness = new Witness();
        Training training = trainer(witness)
                .optimizer(new GradientDescent(0.05))
                .epochs(3)
                .then(new Steps(2, 0.1), 10)
                .then(new GradientDescent(0.01), 4)
                .fit(SPLIT);
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
                training.history().stream().map(EpochRecord::epoch).toList());
        assertEquals(
                List.of(0.05, 0.05, 0.05, 0.0, 0.0, 0.01, 0.01, 0.01, 0.01),
                training.history().stream().map(EpochRecord::learningRate).toList());
        assertEquals(StopReason.ALL_EPOCHS, training.reason());
        assertEquals(
                "gradient-descent:learning-rate=0.05,steps,gradient-descent:learning-rate=0.01",
                training.model().provenance().get("optimizer"));
        List<Integer> firstEpochs = witness.events.stream()
                .filter(TrainingEvent.PhaseStarted.class::isInstance)
                .map(event -> ((TrainingEvent.PhaseStarted) event).firstEpoch())
                .toList();
        assertEquals(List.of(1, 4, 6), firstEpochs);
        assertEquals(
                1,
                witness.events.stream()
                        .filter(event -> event instanceof TrainingEvent.Started s && s.epochs() == 17)
                        .count());
    }

    @Test
    void aPhaseThatMakesThingsWorseIsLeftAfterItsPatienceAndTheNextBeginsWithTheBest() {
        Witness witness = new Witness();
        Training training = trainer(witness)
                .optimizer(new GradientDescent(0.3))
                .epochs(8)
                .then(new Steps(100, -0.5), 100)
                .then(new GradientDescent(0.02), 3)
                .earlyStopping(4)
                .fit(SPLIT);
        String best = witness.networkAfterBest(3);
        assertEquals(best, witness.networkAtPhase(3));
        int phase3 = witness.events.stream()
                .filter(event -> event instanceof TrainingEvent.PhaseStarted s && s.number() == 3)
                .mapToInt(event -> ((TrainingEvent.PhaseStarted) event).firstEpoch())
                .findFirst()
                .orElseThrow();
        assertTrue(phase3 <= 8 + 8 + 1, "phase 3 begins with epoch " + phase3);
        assertEquals(phase3 + 2, training.history().size());
        assertEquals(hash(training.model().network()), witness.networks.getLast());
    }

    @Test
    void theBestNetworkOfAnyPhaseIsKept() {
        Training alone = Trainer.of(SPEC).epochs(6).earlyStopping(0).fit(SPLIT);
        Training worse = Trainer.of(SPEC)
                .epochs(6)
                .earlyStopping(0)
                .then(new Steps(3, -2), 3)
                .fit(SPLIT);
        assertEquals(9, worse.history().size());
        assertEquals(alone.bestEpoch(), worse.bestEpoch());
        assertEquals(hash(alone.model().network()), hash(worse.model().network()));
    }

    @Test
    void aRequestToStopEndsAllPhases() {
        Witness witness = new Witness();
        witness.stopAfterEpoch = 2;
        Training training =
                trainer(witness).epochs(5).then(new GradientDescent(), 5).fit(SPLIT);
        assertEquals(2, training.history().size());
        assertEquals(StopReason.REQUESTED, training.reason());
    }

    @Test
    void theSecondPhaseDoesNotRepeatTheOrdersAndNoiseOfTheFirst() {
        // A rate so small that the network hardly changes: what differs is the batches and what is dropped.
        Training training = Trainer.of(SPEC)
                .optimizer(new GradientDescent(1e-20))
                .epochs(2)
                .then(new GradientDescent(1e-20), 2)
                .fit(SPLIT);
        List<Double> losses =
                training.history().stream().map(EpochRecord::trainLoss).toList();
        assertEquals(4, losses.stream().distinct().count(), losses::toString);
    }

    @Test
    void runningStatisticsBelongToThePointsThatWereKept() {
        String expected = hash(withTrials(0).model().network());
        assertEquals(expected, hash(withTrials(3).model().network()));
        assertNotEquals(
                expected, hash(Trainer.of(SPEC).epochs(1).fit(SPLIT).model().network()));
    }

    /** Tries some wild points before each step. */
    private static Training withTrials(int trials) {
        ObjectiveOptimizer searching = new ObjectiveOptimizer() {
            @Override
            public void minimize(Objective objective, double[] point, Observer observer) {
                new Steps(4, 0.1)
                        .minimize(
                                new Objective() {
                                    @Override
                                    public int dimension() {
                                        return objective.dimension();
                                    }

                                    @Override
                                    public double valueAndGradient(double[] at, double[] gradient) {
                                        for (int trial = 1; trial <= trials; trial++) {
                                            double[] wild = at.clone();
                                            wild[0] += 100 * trial;
                                            objective.valueAndGradient(wild, gradient);
                                        }
                                        return objective.valueAndGradient(at, gradient);
                                    }
                                },
                                point,
                                observer);
            }

            @Override
            public Spec spec() {
                return Spec.of("searching");
            }
        };
        return Trainer.of(SPEC).batchSize(16).optimizer(searching).epochs(4).fit(SPLIT);
    }

    @Test
    void aConfigurationListsItsPhases() {
        Registry registry = Registry.load();
        TrainingConfig config = TrainingConfig.defaults("xor")
                .with(
                        Settings.builder()
                                .put("optimizer", "gradient-descent:learning-rate=0.5,gradient-descent")
                                .put("epochs", "3,2")
                                .put("hidden", "4")
                                .build(),
                        registry);
        Training training = config.trainer(SPLIT.training(), registry).fit(SPLIT);
        assertEquals(5, training.history().size());
        assertEquals(0.5, training.history().get(2).learningRate());
        assertEquals(0.1, training.history().get(3).learningRate());
        TrainingConfig byDefault = config.with(
                Settings.builder()
                        .put("optimizer", "gradient-descent")
                        .put("epochs", "7")
                        .build(),
                registry);
        assertEquals(
                Optional.of(List.of(7)),
                byDefault
                        .forData(100, SPLIT.training().dataset().targets(), registry)
                        .learning()
                        .epochs());
        TrainingConfig sized = TrainingConfig.defaults("xor")
                .with(
                        Settings.builder()
                                .put("optimizer", "gradient-descent,gradient-descent")
                                .build(),
                        registry);
        assertEquals(
                2,
                sized.forData(100, SPLIT.training().dataset().targets(), registry)
                        .learning()
                        .epochs()
                        .orElseThrow()
                        .size());
    }

    @Test
    void numbersOfEpochsThatAreNotAsManyAreRefused() {
        Registry registry = Registry.load();
        Settings settings = Settings.builder()
                .put("optimizer", "gradient-descent,gradient-descent")
                .put("epochs", "3")
                .build();
        TrainingConfig config = TrainingConfig.defaults("xor").with(settings, registry);
        NnException.Configuration e = assertThrows(NnException.Configuration.class, () -> config.check(registry));
        assertEquals(
                "Setting \"epochs\" has 1 numbers for 2 optimizers, expected one for each, as in --optimizer "
                        + "adam,l-bfgs --epochs 100,50.",
                e.getMessage());
    }
}
