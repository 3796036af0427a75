package nn.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nn.core.loss.Quantile;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void accuracyIsTheDiagonalsShare() {
        int[][] confusion = {{3, 1, 0}, {0, 2, 2}, {1, 0, 1}};
        ClassificationEvaluation e = new ClassificationEvaluation(List.of("a", "b", "c"), confusion, 0.5);
        assertEquals(10, e.rows());
        assertEquals(0.6, e.accuracy());
        assertEquals(0.6, e.score());
        assertEquals(List.of("accuracy", "loss"), List.copyOf(e.metrics().keySet()));
        assertEquals(0.5, e.metrics().get("loss"));
        assertTrue(e.table().startsWith("accuracy 60.00 %, loss 0.5000 on 10 rows"), e.table());
        assertEquals(6, e.table().lines().count(), e.table());
    }

    @Test
    void labelsByHand() {
        LabelCounts counts = new LabelCounts(List.of("red", "round"));
        counts.add(new boolean[] {true, false}, new boolean[] {true, true});
        counts.add(new boolean[] {true, true}, new boolean[] {false, true});
        counts.add(new boolean[] {false, false}, new boolean[] {false, false});
        counts.add(new boolean[] {true, true}, new boolean[] {true, true});
        MultiLabelEvaluation e = counts.evaluation(0.25);
        assertEquals(4, e.rows());
        assertEquals(6.0 / 8, e.accuracy(), 1e-15); // two of eight labels are wrong
        assertEquals(e.accuracy(), e.score());
        assertEquals(0.5, e.exactMatch());
        assertEquals(2 * 4.0 / (2 * 4 + 1 + 1), e.f1(), 1e-15);
        assertEquals(
                List.of("accuracy", "exact-match", "f1-micro", "loss"),
                List.copyOf(e.metrics().keySet()));
        List<String> table = e.table().lines().toList();
        assertTrue(table.getFirst().startsWith("accuracy 75.00 % of labels, 50.00 % of rows"), e.table());
        assertEquals("red           2    0.6667    1.0000    0.8000", table.get(2));
        assertEquals("round         3    1.0000    0.6667    0.8000", table.get(3));
    }

    @Test
    void errorsOfARegressionByHand() {
        RegressionSums sums = new RegressionSums(List.of("y"), RegressionEvaluation.Criterion.R2);
        sums.add(new double[] {1}, new double[] {2});
        sums.add(new double[] {4}, new double[] {4});
        sums.add(new double[] {9}, new double[] {6});
        RegressionEvaluation e = sums.evaluation(0.25);
        assertEquals(3, e.rows());
        assertEquals(10.0 / 3, e.meanSquaredError(), 1e-15); // 1, 0, 9
        assertEquals(Math.sqrt(10.0 / 3), e.rootMeanSquaredError(), 1e-15);
        assertEquals(4.0 / 3, e.meanAbsoluteError(), 1e-15); // 1, 0, 3
        assertEquals(1 - 10.0 / 8, e.r2(), 1e-15); // variation around 4: 4, 0, 4
        assertEquals(e.r2(), e.score());
        assertEquals(
                List.of("r2", "mse", "rmse", "mae", "loss"),
                List.copyOf(e.metrics().keySet()));
        assertEquals(0.25, e.loss());
    }

    @Test
    void aModelOfAQuantileIsRankedByItsLoss() {
        RegressionSums sums = new RegressionSums(List.of("y"), RegressionEvaluation.Criterion.of(new Quantile(0.9)));
        sums.add(new double[] {3}, new double[] {2});
        sums.add(new double[] {4}, new double[] {3});
        RegressionEvaluation e = sums.evaluation(0.1);
        assertEquals("negative-loss", e.scoreName());
        assertEquals(-0.1, e.score());
        RegressionEvaluation worse = sums.evaluation(0.2);
        assertTrue(e.isBetterThan(worse));
        assertFalse(worse.isBetterThan(e));
        assertEquals("loss 0.1000, r2 -3.0000", e.headline());
    }

    @Test
    void quantitiesCountAlikeWhateverTheirUnit() {
        RegressionSums sums = new RegressionSums(List.of("y", "z"), RegressionEvaluation.Criterion.R2);
        sums.add(new double[] {1, 1000}, new double[] {1, 1000});
        sums.add(new double[] {2, 3000}, new double[] {3, 3000});
        RegressionEvaluation e = sums.evaluation(0);
        assertEquals(0.75, e.r2(), 1e-15); // 1 − 1/2 and 1
        assertEquals(0.25, e.meanSquaredError(), 1e-15); // one error of 1 in four numbers
        assertEquals(0.25, e.meanAbsoluteError(), 1e-15);
        assertEquals(
                List.of(
                        new RegressionEvaluation.Quantity("y", 0.5, 0.5, 0.5),
                        new RegressionEvaluation.Quantity("z", 0, 0, 1)),
                e.quantities());
        assertEquals(
                List.of(
                        "R² 0.7500, RMSE 0.3536, MAE 0.2500, MSE 0.2500, loss 0.0000 on 2 rows",
                        "quantity        R²       RMSE        MAE",
                        "y           0.5000     0.7071     0.5000",
                        "z           1.0000      0.000      0.000"),
                e.table().lines().toList());
    }

    @Test
    void targetsThatDoNotVaryHaveNoR2() {
        RegressionSums sums = new RegressionSums(List.of("y"), RegressionEvaluation.Criterion.R2);
        sums.add(new double[] {1}, new double[] {5});
        sums.add(new double[] {2}, new double[] {5});
        assertTrue(Double.isNaN(sums.evaluation(0).r2()));
    }

    @Test
    void aQuantityThatDoesNotVaryDoesNotSpoilTheR2OfTheOthers() {
        RegressionSums sums = new RegressionSums(List.of("y", "z"), RegressionEvaluation.Criterion.R2);
        sums.add(new double[] {1, 1}, new double[] {1, 5});
        sums.add(new double[] {2, 2}, new double[] {3, 5});
        assertEquals(0.5, sums.evaluation(0).r2(), 1e-15); // 1 − 1/2
    }

    @Test
    void digitsSurviveFarFromZero() {
        RegressionSums sums = new RegressionSums(List.of("y"), RegressionEvaluation.Criterion.R2);
        for (int i = 0; i < 3; i++) {
            sums.add(new double[] {1e9 + i + 0.5}, new double[] {1e9 + i});
        }
        assertEquals(1 - 0.75 / 2, sums.evaluation(0).r2(), 1e-9);
    }
}
