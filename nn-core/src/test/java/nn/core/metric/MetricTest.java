package nn.core.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.data.Targets;
import nn.core.loss.BinaryCrossEntropy;
import nn.core.loss.Hinge;
import nn.core.loss.MeanSquaredError;
import nn.core.loss.SoftmaxCrossEntropy;
import org.junit.jupiter.api.Test;

class MetricTest {

    private static final double ROUNDING = 1e-12;

    private static List<ScoredRows> someRows() {
        return List.of(
                SomeRows.classes(200, 2, 1),
                SomeRows.classes(300, 5, 2),
                SomeRows.labels(200, 3, 3),
                SomeRows.values(200, 2, 4));
    }

    private static void assertSame(Metric metric, double expected, double actual) {
        if (Double.isNaN(expected)) {
            assertTrue(Double.isNaN(actual), metric.key());
        } else {
            assertEquals(expected, actual, ROUNDING * Math.max(1, Math.abs(expected)), metric.key());
        }
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        for (ScoredRows rows : someRows()) {
            int[] order = SomeRows.order(rows.rows(), 5);
            ScoredRows shuffled = SomeRows.inOrder(rows, order);
            for (Metric metric : rows.metrics()) {
                assertSame(metric, metric.of(rows), metric.of(shuffled));
            }
        }
    }

    @Test
    void aWeightOfTwoIsARowTwiceAndOneOfZeroIsNone() {
        for (ScoredRows rows : someRows()) {
            int n = rows.rows();
            double[] weights = new double[n];
            int[] repeated = IntStream.range(0, n)
                    .flatMap(row -> IntStream.range(0, row % 3).map(copy -> row))
                    .toArray();
            for (int row = 0; row < n; row++) {
                weights[row] = row % 3;
            }
            ScoredRows several = SomeRows.inOrder(rows, repeated);
            for (Metric metric : rows.metrics()) {
                assertSame(metric, metric.of(several), metric.on(rows).of(weights));
            }
        }
    }

    @Test
    void theAreaUnderTheRocCurveIsTheStatisticOfMannAndWhitney() {
        for (int parts : new int[] {4, 1 << 20}) { // with many ties, and with few
            ScoredClasses rows = SomeRows.classes(200, 2, 6, parts);
            double pairs = 0;
            double wins = 0;
            for (int i = 0; i < rows.rows(); i++) {
                for (int j = 0; j < rows.rows(); j++) {
                    if (rows.labels()[i] == 1 && rows.labels()[j] == 0) {
                        pairs++;
                        wins += (1 + Math.signum(rows.score(i, 1) - rows.score(j, 1))) / 2;
                    }
                }
            }
            assertEquals(wins / pairs, ClassMetric.ROC_AUC.of(rows), ROUNDING);
        }
    }

    @Test
    void theAreaUnderTheRocCurveIsThatOfItsCorners() {
        ScoredClasses rows = SomeRows.classes(400, 2, 7);
        RocCurve whole = RocCurve.of(rows.ranking(1), rows.weights());
        RocCurve corners = whole.corners();
        assertTrue(corners.thresholds().length < whole.thresholds().length);
        assertEquals(ClassMetric.ROC_AUC.of(rows), trapezoids(corners), ROUNDING);
        assertEquals(ClassMetric.ROC_AUC.of(rows), trapezoids(whole), ROUNDING);
    }

    private static double trapezoids(RocCurve curve) {
        double sum = 0;
        for (int i = 1; i < curve.thresholds().length; i++) {
            sum += (curve.falsePositiveRates()[i] - curve.falsePositiveRates()[i - 1])
                    * (curve.truePositiveRates()[i] + curve.truePositiveRates()[i - 1])
                    / 2;
        }
        return sum;
    }

    @Test
    void calibrationByHand() {
        double[] probabilities = {0, 0.05, 0.1, 0.1f, 0.95, 1};
        boolean[] happened = {false, true, false, true, true, false};
        double[] weights = {1, 1, 1, 1, 1, 3};
        CalibrationCurve curve = CalibrationCurve.of(probabilities, happened, weights, 10);
        // 0.1 is in the first bin, the next larger float in the second; 1 is in the last.
        assertEquals(
                List.of(3.0, 1.0, 4.0),
                curve.bins().stream().map(CalibrationCurve.Bin::weight).toList());
        assertArrayEquals(
                new double[] {0.05, 0.1f, 3.95 / 4},
                curve.bins().stream()
                        .mapToDouble(CalibrationCurve.Bin::probability)
                        .toArray(),
                1e-15);
        assertArrayEquals(
                new double[] {1 / 3.0, 1, 0.25},
                curve.bins().stream().mapToDouble(CalibrationCurve.Bin::share).toArray(),
                1e-15);
        double error = (3 * (1 / 3.0 - 0.05) + (1 - (double) 0.1f) + 4 * (3.95 / 4 - 0.25)) / 8;
        assertEquals(error, curve.expectedError(), 1e-15);
    }

    @Test
    void whatCanNeverHappenAndDoesCostsMuchButNotInfinitelyMuch() {
        ScoredClasses rows = new ScoredClasses(
                List.of("a", "b"), new int[] {1}, new int[] {0}, new float[] {1, 0}, true, new double[] {1});
        assertEquals(149 * StrictMath.log(2), ClassMetric.LOG_LOSS.of(rows), 1e-12);
    }

    @Test
    void decisionsWithoutProbabilitiesAreRankedButNotCalibrated() {
        ScoredClasses rows = new ScoredClasses(
                List.of("a", "b"),
                new int[] {0, 1, 1},
                new int[] {0, 1, 0},
                new float[] {2, -2, -1.5f, 1.5f, 0.5f, -0.5f},
                false,
                new double[] {1, 1, 1});
        assertEquals(1, ClassMetric.ROC_AUC.of(rows));
        assertEquals(2 / 3.0, ClassMetric.ACCURACY.of(rows), ROUNDING);
        for (Metric metric : List.of(ClassMetric.LOG_LOSS, ClassMetric.BRIER, ClassMetric.CALIBRATION_ERROR)) {
            assertTrue(Double.isNaN(metric.of(rows)), metric.key());
            assertEquals("probabilities", metric.needs());
        }
    }

    @Test
    void aFigureThatIsNotAlwaysDefinedSaysWhatItNeeds() {
        ScoredClasses oneClass = new ScoredClasses(
                List.of("a", "b"), new int[] {0, 0}, new int[] {0, 0}, new float[] {1, 0, 1, 0}, true, new double[] {
                    1, 1
                });
        ScoredValues constant =
                new ScoredValues(List.of("y"), new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 1});
        ScoredLabels none =
                new ScoredLabels(List.of("a"), new boolean[2], new boolean[2], new float[] {0, 0}, new double[] {1, 1});
        int undefined = 0;
        for (ScoredRows rows : List.of(oneClass, constant, none)) {
            for (Metric metric : rows.metrics()) {
                if (Double.isNaN(metric.of(rows))) {
                    undefined++;
                    assertFalse(metric.needs().isEmpty(), metric.key());
                }
            }
        }
        assertTrue(undefined > 15, undefined + " figures");
    }

    @Test
    void aClassThatIsNeverPredictedHasNoPrecisionAndIsNotAveragedAway() {
        ScoredClasses rows = new ScoredClasses(
                List.of("a", "b", "c"),
                new int[] {0, 0, 1, 1},
                new int[] {0, 0, 0, 0},
                new float[] {1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0},
                true,
                new double[] {1, 1, 1, 1});
        assertTrue(Double.isNaN(ClassMetric.PRECISION_MACRO.of(rows)));
        assertEquals(0.5, ClassMetric.RECALL_MACRO.of(rows)); // class c has no rows
        assertEquals((2 / 3.0 + 0) / 2, ClassMetric.F1_MACRO.of(rows), ROUNDING);
    }

    @Test
    void aMetricIsFoundByItsNameAmongThoseOfTheTargets() {
        Targets classes = new Targets.Classes(List.of("a", "b"));
        Targets values = new Targets.Values(List.of("x"));
        assertEquals(ClassMetric.F1_MACRO, Metric.named("f1-macro", Metric.of(classes, new SoftmaxCrossEntropy())));
        assertEquals(ClassMetric.F1_MACRO, Metric.named("f1-macro", Metric.of(classes, new Hinge())));
        assertEquals(LabelMetric.F1_MACRO, Metric.named("f1-macro", Metric.of(values, new BinaryCrossEntropy())));
        assertEquals(ValueMetric.MAPE, Metric.named("mape", Metric.of(values, new MeanSquaredError())));
        NnException.Configuration failure = assertThrows(
                NnException.Configuration.class,
                () -> Metric.named("f1-macro", Metric.of(values, new MeanSquaredError())));
        assertEquals(
                "Unknown metric \"f1-macro\" for these targets. Available: r2, explained-variance, rmse, mse, mae, "
                        + "median-absolute-error, max-error, mape.",
                failure.getMessage());
    }

    @Test
    void namesAreUniqueAndBetterIsInTheRightDirection() {
        for (ScoredRows rows : someRows()) {
            TreeSet<String> keys = new TreeSet<>();
            for (Metric metric : rows.metrics()) {
                assertTrue(keys.add(metric.key()), metric.key());
                assertEquals(metric.higherIsBetter(), metric.isBetter(0.7, 0.6));
                assertEquals(!metric.higherIsBetter(), metric.isBetter(0.6, 0.7));
                assertFalse(metric.isBetter(0.6, 0.6));
                assertTrue(metric.isBetter(0, Double.NaN));
                assertFalse(metric.isBetter(Double.NaN, 0));
                assertFalse(metric.isBetter(Double.NaN, Double.NaN));
            }
        }
    }

    /** What is right in every row is never worse than what is wrong in some. */
    @Test
    void perfectPredictionsAreBetterByEveryMetric() {
        for (ScoredRows rows : someRows()) {
            ScoredRows perfect = SomeRows.perfect(rows);
            for (Metric metric : rows.metrics()) {
                double value = metric.of(rows);
                if (!Double.isNaN(value)) {
                    assertTrue(metric.isBetter(metric.of(perfect), value), metric.key() + " " + value);
                }
            }
        }
    }

    @Test
    void metricsRefuseRowsOfAnotherKind() {
        ScoredRows values = SomeRows.values(5, 1, 1);
        ScoredRows classes = SomeRows.classes(5, 2, 1);
        Stream.of(ClassMetric.ACCURACY, LabelMetric.ACCURACY)
                .forEach(metric -> assertThrows(IllegalArgumentException.class, () -> metric.on(values)));
        assertThrows(IllegalArgumentException.class, () -> ValueMetric.R2.on(classes));
    }

    @Test
    void rowsThatCannotBeMeasuredAreRefused() {
        List<String> ab = List.of("a", "b");
        int[] zero = {0};
        double[] one = {1};
        float[] scores = {1, 0};
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoredClasses(ab, new int[0], new int[0], new float[0], true, new double[0]));
        assertThrows(
                IllegalArgumentException.class, () -> new ScoredClasses(ab, new int[] {2}, zero, scores, true, one));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoredClasses(ab, zero, zero, new float[] {Float.NaN, 0}, false, one));
        assertThrows(
                IllegalArgumentException.class, () -> new ScoredClasses(ab, zero, zero, new float[] {2, 0}, true, one));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoredClasses(ab, zero, zero, scores, true, new double[] {0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoredClasses(ab, zero, zero, scores, true, new double[] {-1}));
        assertThrows(
                IllegalArgumentException.class, () -> new ScoredClasses(ab, zero, zero, scores, true, new double[2]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoredValues(ab, new double[] {1, 2}, new double[] {1, Double.NaN}, one));
    }
}
