package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import nn.core.matrix.Shape;
import nn.core.metric.ClassificationEvaluation;
import nn.core.metric.Evaluation;
import nn.core.network.NetworkSpec;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    private final EarlyStopping stopping =
            new EarlyStopping(2, 0, NetworkSpec.builder().dense(2).build(Shape.of(3), 1));

    private static Optional<Evaluation> validation(int correct, double loss) {
        return Optional.of(new ClassificationEvaluation(
                List.of("a", "b"), new int[][] {{correct, 10 - correct}, {0, 0}}, loss));
    }

    @Test
    void aFallingLossIsProgressThoughTheBestNetworkStays() {
        assertTrue(stopping.isBest(1, validation(9, 0.9)));
        assertFalse(stopping.isBest(2, validation(8, 0.8)));
        assertFalse(stopping.isBest(3, validation(8, 0.7)));
        assertFalse(stopping.isOver(3));
        assertEquals(1, stopping.bestEpoch());
    }

    @Test
    void patienceBeginsAnewWhereItIsTold() {
        EarlyStopping later =
                new EarlyStopping(2, 5, NetworkSpec.builder().dense(2).build(Shape.of(3), 1));
        for (int epoch = 1; epoch <= 6; epoch++) {
            later.isBest(epoch, validation(9, 0.5));
            assertFalse(later.isOver(epoch), "epoch " + epoch);
        }
        later.isBest(7, validation(9, 0.5));
        assertTrue(later.isOver(7));
    }

    @Test
    void withoutABetterResultOrALowerLossItIsOver() {
        stopping.isBest(1, validation(9, 0.5));
        stopping.isBest(2, validation(9, 0.6));
        assertFalse(stopping.isOver(2));
        stopping.isBest(3, validation(8, 0.5));
        assertTrue(stopping.isOver(3));
    }
}
