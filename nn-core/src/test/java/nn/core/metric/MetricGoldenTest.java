package nn.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import nn.core.network.GoldenFile;
import nn.core.statistics.NormalDistribution;
import nn.core.statistics.NormalQuantile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics, curves and tests against scikit-learn and SciPy; NaN where a figure is not defined. */
class MetricGoldenTest {

    private static final double TOLERANCE = 1e-9;

    static List<GoldenFile> classFiles() throws IOException {
        return GoldenFile.all("metrics-classes");
    }

    static List<GoldenFile> labelFiles() throws IOException {
        return GoldenFile.all("metrics-labels");
    }

    static List<GoldenFile> valueFiles() throws IOException {
        return GoldenFile.all("metrics-values");
    }

    private static List<String> names(GoldenFile file, String key) {
        return IntStream.range(0, Integer.parseInt(file.text(key)))
                .mapToObj(i -> key + i)
                .toList();
    }

    private static int[] whole(GoldenFile file, String key) {
        return Arrays.stream(file.numbers(key)).mapToInt(number -> (int) number).toArray();
    }

    private static boolean[] flags(GoldenFile file, String key) {
        int[] numbers = whole(file, key);
        boolean[] flags = new boolean[numbers.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = numbers[i] == 1;
        }
        return flags;
    }

    private static ScoredClasses classes(GoldenFile file) {
        return new ScoredClasses(
                names(file, "classes"),
                whole(file, "labels"),
                whole(file, "predicted"),
                file.floats("scores"),
                true,
                file.numbers("weights"));
    }

    private static ScoredLabels labels(GoldenFile file) {
        return new ScoredLabels(
                names(file, "labels"),
                flags(file, "actual"),
                flags(file, "predicted"),
                file.floats("probabilities"),
                file.numbers("weights"));
    }

    private static ScoredValues values(GoldenFile file) {
        return new ScoredValues(
                names(file, "quantities"), file.numbers("actual"), file.numbers("predicted"), file.numbers("weights"));
    }

    private static void assertClose(GoldenFile file, String key, double... actual) {
        double[] expected = file.numbers(key);
        assertEquals(expected.length, actual.length, key);
        for (int i = 0; i < expected.length; i++) {
            String where = file + ", " + key + ", number " + i;
            if (Double.isNaN(expected[i])) {
                assertTrue(Double.isNaN(actual[i]), where);
            } else {
                assertEquals(expected[i], actual[i], TOLERANCE * Math.max(1, Math.abs(expected[i])), where);
            }
        }
    }

    /** Metrics that a file lacks are those that need more classes than it has. */
    private static void assertMetrics(GoldenFile file, ScoredRows rows) {
        for (Metric metric : rows.metrics()) {
            if (file.keys().contains(metric.key())) {
                assertClose(file, metric.key(), metric.of(rows));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("classFiles")
    void metricsOfClassesMatch(GoldenFile file) {
        ScoredClasses rows = classes(file);
        assertMetrics(file, rows);
        List<BinaryCounts> each = ClassCounts.of(rows, rows.weights()).each();
        assertClose(file, "precision-each", figures(each, BinaryCounts::precision));
        assertClose(file, "recall-each", figures(each, BinaryCounts::recall));
        assertClose(file, "f1-each", figures(each, BinaryCounts::f1));
    }

    private static double[] figures(List<BinaryCounts> each, ToDoubleFunction<BinaryCounts> figure) {
        return each.stream().mapToDouble(figure).toArray();
    }

    @ParameterizedTest
    @MethodSource("classFiles")
    void curvesMatch(GoldenFile file) {
        ScoredClasses rows = classes(file);
        if (file.keys().contains("roc-thresholds")) {
            RocCurve roc = RocCurve.of(rows.ranking(1), rows.weights());
            assertEquals(Double.POSITIVE_INFINITY, roc.thresholds()[0]);
            assertClose(file, "roc-thresholds", Arrays.copyOfRange(roc.thresholds(), 1, roc.thresholds().length));
            assertClose(file, "roc-false-positive-rates", roc.falsePositiveRates());
            assertClose(file, "roc-true-positive-rates", roc.truePositiveRates());
            PrecisionRecallCurve pr = PrecisionRecallCurve.of(rows.ranking(1), rows.weights());
            assertClose(file, "pr-thresholds", pr.thresholds());
            assertClose(file, "pr-precisions", pr.precisions());
            assertClose(file, "pr-recalls", pr.recalls());
        }
        if (file.keys().contains("calibration-shares")) {
            List<CalibrationCurve.Bin> bins =
                    CalibrationCurve.ofConfidence(rows, rows.weights()).bins();
            assertClose(
                    file,
                    "calibration-shares",
                    bins.stream().mapToDouble(CalibrationCurve.Bin::share).toArray());
            assertClose(
                    file,
                    "calibration-probabilities",
                    bins.stream().mapToDouble(CalibrationCurve.Bin::probability).toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("labelFiles")
    void metricsOfLabelsMatch(GoldenFile file) {
        ScoredLabels rows = labels(file);
        assertMetrics(file, rows);
        List<BinaryCounts> each = rows.counts(rows.weights());
        assertClose(file, "precision-each", figures(each, BinaryCounts::precision));
        assertClose(file, "recall-each", figures(each, BinaryCounts::recall));
        assertClose(file, "f1-each", figures(each, BinaryCounts::f1));
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void metricsOfNumbersMatch(GoldenFile file) {
        ScoredValues rows = values(file);
        assertMetrics(file, rows);
        for (Metric metric : rows.metrics()) {
            double[] each = IntStream.range(0, rows.quantities().size())
                    .mapToDouble(q -> metric.of(rows.quantity(q)))
                    .toArray();
            assertClose(file, metric.key() + "-each", each);
        }
    }

    @Test
    void everyMetricStandsInSomeFileWithANumberAndNoneIsLeftOut() throws IOException {
        assertCovered(classFiles(), List.of(ClassMetric.values()));
        assertCovered(labelFiles(), List.of(LabelMetric.values()));
        assertCovered(valueFiles(), List.of(ValueMetric.values()));
    }

    private static void assertCovered(List<GoldenFile> files, List<? extends Metric> metrics) {
        TreeSet<String> covered = new TreeSet<>();
        TreeSet<String> all = new TreeSet<>();
        for (Metric metric : metrics) {
            all.add(metric.key());
            if (files.stream()
                    .anyMatch(file ->
                            file.keys().contains(metric.key()) && !Double.isNaN(file.numbers(metric.key())[0]))) {
                covered.add(metric.key());
            }
        }
        assertEquals(all, covered);
    }

    @Test
    void theNormalDistributionMatches() throws IOException {
        GoldenFile file = test("normal-distribution");
        assertRelative(
                file.numbers("probability-up-to"),
                Arrays.stream(file.numbers("x"))
                        .map(NormalDistribution::probabilityUpTo)
                        .toArray());
        assertRelative(
                file.numbers("quantile"),
                Arrays.stream(file.numbers("p")).map(NormalQuantile::of).toArray());
    }

    @Test
    void mcNemarsTestsMatch() throws IOException {
        GoldenFile file = test("mcnemar");
        int[] first = whole(file, "only-first");
        int[] second = whole(file, "only-second");
        List<McNemar> tests = IntStream.range(0, first.length)
                .mapToObj(i -> new McNemar(first[i], second[i]))
                .toList();
        assertRelative(
                file.numbers("exact-p"),
                tests.stream().mapToDouble(McNemar::exactP).toArray());
        assertRelative(
                file.numbers("chi-squared"),
                tests.stream().mapToDouble(McNemar::chiSquared).toArray());
        assertRelative(
                file.numbers("chi-squared-p"),
                tests.stream().mapToDouble(McNemar::chiSquaredP).toArray());
    }

    private static GoldenFile test(String name) throws IOException {
        return GoldenFile.all("metrics-tests").stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRelative(double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length);
        assertTrue(expected.length > 0);
        for (int i = 0; i < expected.length; i++) {
            double scale = expected[i] == 0 ? 1 : Math.abs(expected[i]);
            assertEquals(expected[i], actual[i], TOLERANCE * scale, "number " + i);
        }
    }
}
