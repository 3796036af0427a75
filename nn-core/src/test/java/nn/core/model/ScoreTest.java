package nn.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.activation.Tanh;
import nn.core.data.Column;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.kernel.Compute;
import nn.core.loss.BinaryCrossEntropy;
import nn.core.loss.GaussianNegativeLogLikelihood;
import nn.core.loss.Hinge;
import nn.core.loss.Loss;
import nn.core.loss.MeanSquaredError;
import nn.core.loss.Quantile;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.metric.ClassMetric;
import nn.core.metric.Evaluation;
import nn.core.metric.LabelMetric;
import nn.core.metric.Metric;
import nn.core.metric.PredictedQuantile;
import nn.core.metric.ScoredClasses;
import nn.core.metric.ScoredValues;
import nn.core.metric.Scores;
import nn.core.metric.ValueMetric;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.Trainer;
import org.junit.jupiter.api.Test;

/** What a model says of each row, against the sums that are added up after each epoch. */
class ScoreTest {

    private static final int ROWS = 700; // more than two batches

    /** Two features, and targets that follow from them: classes, labels, numbers. */
    private static TableDataset data(int classes, int values, boolean labels) {
        RandomKey random = RandomKey.of(3, Purpose.DATA);
        double[] x =
                IntStream.range(0, ROWS).mapToDouble(random.with(0)::normal).toArray();
        double[] z =
                IntStream.range(0, ROWS).mapToDouble(random.with(1)::normal).toArray();
        List<Column> columns = new ArrayList<>(List.of(new Column.Numeric("x", x), new Column.Numeric("z", z)));
        List<String> targets = new ArrayList<>();
        if (classes > 0) {
            targets.add("kind");
            int[] codes = IntStream.range(0, ROWS)
                    .map(row -> Math.clamp((int) Math.floor(x[row] + 1.5), 0, classes - 1))
                    .toArray();
            List<String> names =
                    IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
            columns.add(new Column.Categorical("kind", names, codes));
        }
        for (int q = 0; q < values; q++) {
            int quantity = q;
            targets.add("y" + q);
            columns.add(new Column.Numeric(
                    "y" + q,
                    IntStream.range(0, ROWS)
                            .mapToDouble(row -> labels
                                    ? (x[row] > quantity * z[row] ? 1 : 0)
                                    : 100 * (quantity + 1) + x[row] - quantity * z[row])
                            .toArray()));
        }
        return TableDataset.of(new Table("made", columns), targets);
    }

    private record Measured(Evaluation evaluation, Scores scores) {

        static Measured of(TableDataset data, Loss loss) {
            NetworkSpec spec = NetworkSpec.builder()
                    .dense(5)
                    .activation(new Tanh())
                    .dense(loss.outputWidth(data.targets()))
                    .spec();
            Model model = Trainer.of(spec)
                    .loss(loss)
                    .epochs(5)
                    .fit(Split.random(data, 0.2, 0.2, 1))
                    .model();
            int[] rows = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
            try (Compute compute = Compute.scalar()) {
                return new Measured(model.evaluate(data, rows, compute), model.score(data, rows, compute));
            }
        }

        void assertAgree(Metric... metrics) {
            assertEquals(evaluation.loss(), scores.loss());
            assertEquals(evaluation.rows(), scores.rows().rows());
            for (Metric metric : metrics) {
                double summed = evaluation.metrics().get(metric.key());
                assertEquals(summed, metric.of(scores.rows()), 1e-6 * Math.abs(summed), metric.key());
            }
        }
    }

    @Test
    void classesAgreeWithTheEvaluationByWhateverLossTheyWereLearned() {
        Measured.of(data(3, 0, false), new SoftmaxCrossEntropy()).assertAgree(ClassMetric.ACCURACY);
        Measured.of(data(2, 0, false), new BinaryCrossEntropy()).assertAgree(ClassMetric.ACCURACY);
        Measured.of(data(2, 0, false), new Hinge()).assertAgree(ClassMetric.ACCURACY);
    }

    @Test
    void labelsAgreeWithTheEvaluation() {
        Measured.of(data(0, 3, true), new BinaryCrossEntropy())
                .assertAgree(LabelMetric.ACCURACY, LabelMetric.EXACT_MATCH, LabelMetric.F1_MICRO);
    }

    @Test
    void numbersAgreeWithTheEvaluationInTheUnitsOfTheTargets() {
        ValueMetric[] metrics = {ValueMetric.R2, ValueMetric.RMSE, ValueMetric.MSE, ValueMetric.MAE};
        Measured.of(data(0, 1, false), new MeanSquaredError()).assertAgree(metrics);
        Measured.of(data(0, 3, false), new MeanSquaredError()).assertAgree(metrics);
        Measured.of(data(0, 2, false), new GaussianNegativeLogLikelihood()).assertAgree(metrics);
    }

    /** A scale of the targets that was learned from other rows must not make them other targets. */
    @Test
    void targetsAreThoseOfTheDataToTheLastDigit() {
        TableDataset data = data(0, 2, false);
        ScoredValues rows =
                (ScoredValues) Measured.of(data, new MeanSquaredError()).scores.rows();
        assertEquals(data.value(ROWS - 1, 1), rows.actual()[1]);
        assertEquals(data.value(0, 0), rows.actual()[2 * (ROWS - 1)]);
    }

    @Test
    void aLossThatTeachesTheSpreadGivesQuantilesInTheUnitsOfTheTargets() {
        ScoredValues rows = (ScoredValues) Measured.of(data(0, 2, false), new GaussianNegativeLogLikelihood())
                .scores
                .rows();
        assertEquals(
                List.of(0.025, 0.975),
                rows.quantiles().stream().map(PredictedQuantile::share).toList());
        for (int i = 0; i < rows.predicted().length; i++) {
            double low = rows.quantiles().get(0).values()[i];
            double high = rows.quantiles().get(1).values()[i];
            assertTrue(low < rows.predicted()[i] && rows.predicted()[i] < high);
            assertEquals(2 * rows.predicted()[i], low + high, 1e-3); // symmetric, near 100 or 200
        }
        ScoredValues upper = (ScoredValues)
                Measured.of(data(0, 2, false), new Quantile(0.9)).scores.rows();
        assertEquals(0.9, upper.quantiles().getFirst().share());
        assertArrayEquals(upper.predicted(), upper.quantiles().getFirst().values(), 1e-4);
    }

    @Test
    void aSingleLogitGivesBothProbabilities() {
        ScoredClasses rows = (ScoredClasses)
                Measured.of(data(2, 0, false), new BinaryCrossEntropy()).scores.rows();
        assertTrue(rows.probabilities());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(1, rows.score(row, 0) + rows.score(row, 1), 1e-6);
        }
    }

    @Test
    void aDecisionWithoutProbabilityIsScoredByItsMargin() {
        ScoredClasses rows = (ScoredClasses)
                Measured.of(data(2, 0, false), new Hinge()).scores.rows();
        assertFalse(rows.probabilities());
        assertEquals(-rows.score(0, 0), rows.score(0, 1));
        assertTrue(ClassMetric.ROC_AUC.of(rows) > 0.8);
        assertTrue(Double.isNaN(ClassMetric.LOG_LOSS.of(rows)));
        assertArrayEquals(
                rows.predicted(),
                IntStream.range(0, ROWS)
                        .map(row -> rows.score(row, 1) > 0 ? 1 : 0)
                        .toArray());
    }
}
