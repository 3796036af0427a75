package nn.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import nn.core.NnException;
import nn.core.activation.Relu;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.ShiftedSplit;
import nn.core.data.SplitStrategy;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.kernel.Compute;
import nn.core.metric.ErrorAnalysis.Gap;
import nn.core.metric.ErrorAnalysis.Measure;
import nn.core.metric.ErrorAnalysis.SetError;
import nn.core.model.Model;
import nn.core.network.NetworkSpec;
import nn.core.optim.GradientDescent;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.Trainer;
import org.junit.jupiter.api.Test;

class ErrorAnalysisTest {

    private static final NetworkSpec LINEAR = NetworkSpec.builder().dense(2).spec();
    private static final NetworkSpec WIDE =
            NetworkSpec.builder().dense(64).activation(new Relu()).dense(2).spec();

    /** Normal features, moved by an offset after their class was found. */
    private static Dataset data(long seed, int rows, int features, double offset, ToIntFunction<double[]> label) {
        RandomKey random = RandomKey.of(seed, Purpose.DATA);
        double[][] x = new double[features][rows];
        int[] labels = new int[rows];
        double[] row = new double[features];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < features; j++) {
                row[j] = random.with(j).normal(r);
                x[j][r] = row[j] + offset;
            }
            labels[r] = label.applyAsInt(row);
        }
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < features; j++) {
            columns.add(new Column.Numeric("x" + j, x[j]));
        }
        columns.add(new Column.Categorical("class", List.of("a", "b"), labels));
        return TableDataset.of(new Table("t", columns), List.of("class"));
    }

    private static int sumIsPositive(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum > 0 ? 1 : 0;
    }

    private static ShiftedSplit split(Dataset dataset, Dataset shifted) {
        return ShiftedSplit.of(SplitStrategy.STRATIFIED, dataset, 0.5, shifted, 0.5, 1);
    }

    private static Model train(NetworkSpec spec, ShiftedSplit data, int epochs, double rate, long seed) {
        return Trainer.of(spec)
                .optimizer(new GradientDescent(rate))
                .epochs(epochs)
                .seed(seed)
                .compute(Compute.scalar())
                .fit(data.split())
                .model();
    }

    private static ErrorAnalysis analysis(NetworkSpec spec, ShiftedSplit data, double optimal) {
        return data.measure(train(spec, data, 60, 0.2, 1), Compute.scalar(), Optional.of(optimal));
    }

    private static void assertDominating(Gap gap, ErrorAnalysis analysis) {
        assertEquals(Optional.of(gap), analysis.dominating(), analysis::table);
        assertTrue(analysis.table().contains("The largest gap is " + gap + ". "), analysis::table);
        assertTrue(analysis.table().contains(gap + "  ◀"), analysis::table);
    }

    @Test
    void aNetworkThatCannotExpressTheClassesHasAvoidableBias() {
        ToIntFunction<double[]> quadrants = row -> row[0] * row[1] > 0 ? 1 : 0;
        ShiftedSplit data = split(data(1, 800, 2, 0, quadrants), data(2, 800, 2, 0, quadrants));
        assertDominating(Gap.AVOIDABLE_BIAS, analysis(LINEAR, data, 0));
    }

    @Test
    void fewRowsWithManyFeaturesGiveVariance() {
        ToIntFunction<double[]> sum = ErrorAnalysisTest::sumIsPositive;
        ShiftedSplit data = split(data(3, 160, 60, 0, sum), data(4, 800, 60, 0, sum));
        assertDominating(Gap.VARIANCE, analysis(WIDE, data, 0));
    }

    @Test
    void aSourceWhoseFeaturesAreMovedGivesMismatch() {
        ToIntFunction<double[]> sum = ErrorAnalysisTest::sumIsPositive;
        ShiftedSplit data = split(data(5, 1200, 3, 0, sum), data(6, 400, 3, 1, sum));
        assertDominating(Gap.MISMATCH, analysis(WIDE, data, 0));
    }

    /** The best of very many models that all know nothing is the one that suits the dev set by chance. */
    @Test
    void choosingTheBestOfManyByTheDevSetOverfitsIt() {
        RandomKey coin = RandomKey.of(9, Purpose.DATA);
        ToIntFunction<double[]> chance = row -> coin.below(2, Double.doubleToLongBits(row[0]));
        Dataset dataset = data(7, 200, 40, 0, chance);
        ShiftedSplit data = ShiftedSplit.of(SplitStrategy.RANDOM, dataset, 0.5, data(8, 2000, 40, 0, chance), 0.95, 1);
        Optional<ErrorAnalysis> best = Optional.empty();
        for (int seed = 1; seed <= 400; seed++) {
            Model model = train(LINEAR, data, 1, 1e-6, seed);
            Evaluation dev = model.evaluate(
                    data.split().validation().dataset(),
                    data.split().validation().rows(),
                    Compute.scalar());
            if (best.isEmpty() || 1 - dev.score() < best.get().dev().error()) {
                best = Optional.of(data.measure(model, Compute.scalar(), Optional.of(0.5)));
            }
        }
        assertDominating(Gap.DEV_OVERFITTING, best.orElseThrow());
    }

    private static SetError error(double error, int rows) {
        return SetError.of(new ClassificationEvaluation(
                List.of("a", "b"),
                new int[][] {{(int) Math.round(rows * (1 - error)), (int) Math.round(rows * error)}, {0, 0}},
                1));
    }

    @Test
    void theTableIsThatOfTheNotes() {
        ErrorAnalysis analysis = new ErrorAnalysis(
                Measure.ERROR_RATE,
                Optional.of(0.02),
                error(0.03, 10_000),
                error(0.04, 1000),
                error(0.2, 500),
                error(0.19, 1000));
        String expected = """
                set        error rate
                optimal        2.00 %   given
                training       3.00 %   on 10,000 rows, +1.00 % avoidable bias
                train-dev      4.00 %   on 1,000 rows, +1.00 % variance
                dev           20.00 %   on 500 rows, +16.00 % mismatch  ◀
                test          19.00 %   on 1,000 rows, −1.00 % overfitting to the dev set
                The largest gap is mismatch. Find out in what the sources differ, and learn from data that are more like the \
                shifted ones.
                """;
        assertEquals(expected, analysis.table().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void aGapThatChanceExplainsIsNotNamed() {
        ErrorAnalysis few = new ErrorAnalysis(
                Measure.ERROR_RATE, Optional.of(0.1), error(0.1, 40), error(0.1, 20), error(0.2, 20), error(0.15, 20));
        assertEquals(Optional.empty(), few.dominating());
        assertTrue(few.table().contains("No gap is larger than chance explains"), few::table);
        ErrorAnalysis many = new ErrorAnalysis(
                Measure.ERROR_RATE,
                Optional.of(0.1),
                error(0.1, 4000),
                error(0.1, 2000),
                error(0.2, 2000),
                error(0.15, 2000));
        assertEquals(Optional.of(Gap.MISMATCH), many.dominating());
    }

    private static RegressionEvaluation values(double meanSquaredError, int rows) {
        return new RegressionEvaluation(
                rows,
                1,
                List.of(new RegressionEvaluation.Quantity("y", meanSquaredError, 1, Double.NaN)),
                RegressionEvaluation.Criterion.R2);
    }

    @Test
    void errorsOfNumbersAreInTheirUnit() {
        ErrorAnalysis analysis = ErrorAnalysis.of(
                Optional.empty(), values(4, 1000), values(4.1, 1000), values(25, 1000), values(25.2, 1000));
        assertEquals(Measure.RMSE, analysis.measure());
        assertEquals(2, analysis.size(Gap.AVOIDABLE_BIAS));
        assertEquals(5 - Math.sqrt(4.1), analysis.size(Gap.MISMATCH));
        assertEquals(Optional.of(Gap.MISMATCH), analysis.dominating());
        assertTrue(analysis.table().contains("not given"), analysis::table);
        assertEquals(5 / Math.sqrt(2000), analysis.dev().standardError(), 1e-12);
    }

    @Test
    void theSourcesAreCutAndMustHaveTheSameFeatures() {
        ToIntFunction<double[]> sum = ErrorAnalysisTest::sumIsPositive;
        Dataset dataset = data(1, 100, 3, 0, sum);
        Dataset shifted = data(2, 60, 3, 1, sum);
        ShiftedSplit split = ShiftedSplit.of(SplitStrategy.RANDOM, dataset, 0.2, shifted, 0.5, 1);
        assertEquals(80, split.split().training().size());
        assertEquals(20, split.trainDev().size());
        assertEquals(dataset, split.trainDev().dataset());
        assertEquals(30, split.split().validation().size());
        assertEquals(shifted, split.split().validation().dataset());
        assertEquals(30, split.split().test().size());
        Dataset others = data(2, 60, 4, 1, sum);
        assertThrows(NnException.Data.class, () -> ShiftedSplit.of(SplitStrategy.RANDOM, dataset, 0.2, others, 0.5, 1));
        assertThrows(
                NnException.Configuration.class,
                () -> ShiftedSplit.of(SplitStrategy.RANDOM, dataset, 0, shifted, 0.5, 1));
    }
}
