package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nn.core.activation.Relu;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Folds;
import nn.core.data.Split;
import nn.core.data.SplitStrategy;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.kernel.Compute;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

/** Where features tell nothing of the class, the test says so on every path. */
class NoiseTest {

    private static final int ROWS = 300;
    private static final int FEATURES = 12;
    private static final int SEEDS = 5;

    private static Dataset noise(long seed) {
        RandomKey random = RandomKey.of(seed, Purpose.DATA);
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < FEATURES; j++) {
            double[] x = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                x[row] = random.with(j).normal(row);
            }
            columns.add(new Column.Numeric("x" + j, x));
        }
        int[] labels = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = random.with(FEATURES).below(2, row);
        }
        columns.add(new Column.Categorical("class", List.of("a", "b"), labels));
        return TableDataset.of(new Table("noise", columns), List.of("class"));
    }

    private static Training train(Split split, long seed) {
        NetworkSpec spec =
                NetworkSpec.builder().dense(32).activation(new Relu()).dense(2).spec();
        return Trainer.of(spec)
                .optimizer(new GradientDescent(0.2))
                .epochs(60)
                .earlyStopping(20)
                .seed(seed)
                .compute(Compute.scalar())
                .fit(split);
    }

    /** Within four standard deviations of one half. */
    private static void assertChance(double right, int rows) {
        assertEquals(0.5, right / rows, 4 * 0.5 / Math.sqrt(rows), rows + " rows");
    }

    @Test
    void theTestOfATrainingIsNoBetterThanChance() {
        double right = 0;
        double known = 0;
        int rows = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Split split = Split.stratified(noise(seed), 0.1, 0.3, seed);
            Training training = train(split, seed);
            right += training.test().score() * split.test().size();
            rows += split.test().size();
            known += training.model()
                            .evaluate(
                                    split.training().dataset(), split.training().rows(), training.compute())
                            .score()
                    / SEEDS;
        }
        assertChance(right, rows);
        // The networks could learn the rows by heart, and what they were measured on would show it.
        assertTrue(known > 0.6, "accuracy on known rows " + known);
    }

    @Test
    void theTestsOfFoldsAreNoBetterThanChance() {
        for (Folds folds : List.of(Folds.stratified(4, 1), Folds.bootstrap(3, 1))) {
            double right = 0;
            int rows = 0;
            for (long seed = 1; seed <= SEEDS; seed++) {
                for (Split fold : folds.of(noise(seed))) {
                    Split watched = fold.withValidation(SplitStrategy.STRATIFIED, 0.1, seed);
                    right += train(watched, seed).test().score() * fold.test().size();
                    rows += fold.test().size();
                }
            }
            assertChance(right, rows);
        }
    }
}
