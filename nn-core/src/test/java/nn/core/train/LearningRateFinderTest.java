package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import nn.core.activation.Relu;
import nn.core.data.Split;
import nn.core.network.NetworkSpec;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {

    private static final Split SPLIT = Split.stratified(TrainerTest.xor(800), 0.1, 0.1, 1);

    private static Trainer trainer() {
        return Trainer.of(NetworkSpec.builder()
                        .dense(32)
                        .activation(new Relu())
                        .dense(2)
                        .spec())
                .epochs(30);
    }

    private static double loss(double learningRate) {
        return trainer()
                .optimizer(new nn.core.optim.GradientDescent(learningRate))
                .fit(SPLIT)
                .best()
                .trainLoss();
    }

    @Test
    void theRatesGrowByTheSameFactor() {
        List<LearningRateCurve.Point> points =
                new LearningRateFinder(1e-4, 1e-2, 21).run(trainer(), SPLIT).points();
        assertEquals(21, points.size());
        assertEquals(1e-4, points.getFirst().learningRate(), 1e-12);
        assertEquals(1e-3, points.get(10).learningRate(), 1e-11);
        assertEquals(1e-2, points.getLast().learningRate(), 1e-10);
    }

    /** 100 times less learns slowly, 100 times more hardly anything. */
    @Test
    void theSuggestedRateTrainsWell() {
        LearningRateCurve curve = new LearningRateFinder(1e-5, 1e4, 200).run(trainer(), SPLIT);
        assertTrue(curve.points().size() < 200, "it should end when the loss explodes");
        double rate = curve.suggestion().orElseThrow();
        double loss = loss(rate);
        assertTrue(loss < 0.8 * loss(rate / 100), rate + ": " + loss + ", " + loss(rate / 100));
        assertTrue(loss < 0.8 * loss(rate * 100), rate + ": " + loss + ", " + loss(rate * 100));
    }

    @Test
    void theSteepestFallIsSuggested() {
        double[] rates = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] losses = {9, 8.9, 8, 5, 4.5, 4.4, 4.6, 99, 8};
        LearningRateCurve curve = LearningRateCurve.of(rates, losses, 9, 0);
        assertEquals(Optional.of(3.0), curve.suggestion());
        assertEquals(Optional.empty(), LearningRateCurve.of(rates, rates, 9, 1).suggestion());
        // The middle of three, and of one at the ends.
        LearningRateCurve smooth = LearningRateCurve.of(rates, losses, 9, 1);
        assertEquals(9, smooth.points().getFirst().smoothLoss());
        assertEquals((9 + 8.9 + 8) / 3, smooth.points().get(1).smoothLoss(), 1e-12);
    }

    @Test
    void theTrainerStaysAsItIs() {
        Trainer trainer = trainer().epochs(2);
        new LearningRateFinder(1e-3, 1, 20).run(trainer, SPLIT);
        Training training = trainer.fit(SPLIT);
        assertEquals(2, training.history().size());
        assertEquals(0.1, training.best().learningRate());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new LearningRateFinder(0, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new LearningRateFinder(1, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new LearningRateFinder(1, 2, 9));
    }
}
