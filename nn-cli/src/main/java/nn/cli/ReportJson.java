package nn.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nn.core.metric.Bootstrap;
import nn.core.metric.CalibrationCurve;
import nn.core.metric.ClassReport;
import nn.core.metric.Comparison;
import nn.core.metric.ConfusionMatrix;
import nn.core.metric.Difference;
import nn.core.metric.Estimate;
import nn.core.metric.Interval;
import nn.core.metric.LabelReport;
import nn.core.metric.PrecisionRecallCurve;
import nn.core.metric.QuantileCoverage;
import nn.core.metric.Report;
import nn.core.metric.RocCurve;
import nn.core.metric.ValueReport;

/** Reports and comparisons as plain values for JSON. Figures that are not defined are left out, with the reason elsewhere. */
final class ReportJson {

    private ReportJson() {}

    /** The defined metrics by name, and the loss. */
    static SequencedMap<String, Object> metrics(Report report) {
        SequencedMap<String, Object> metrics = figures(report.estimates());
        metrics.put("loss", report.loss());
        return metrics;
    }

    private static SequencedMap<String, Object> figures(List<Estimate> estimates) {
        LinkedHashMap<String, Object> figures = new LinkedHashMap<>();
        for (Estimate estimate : estimates) {
            putIfDefined(figures, estimate.metric().key(), estimate.value());
        }
        return figures;
    }

    private static void putIfDefined(Map<String, Object> figures, String key, double value) {
        if (!Double.isNaN(value)) {
            figures.put(key, value);
        }
    }

    /** The intervals by name of the metric, and how they were made. */
    static Map<String, Object> intervals(Report report) {
        Map<String, Object> intervals = bootstrap(report.bootstrap());
        for (Estimate estimate : report.estimates()) {
            estimate.interval()
                    .ifPresent(interval -> intervals.put(estimate.metric().key(), ends(interval)));
        }
        return intervals;
    }

    private static Map<String, Object> bootstrap(Bootstrap bootstrap) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("level", bootstrap.level());
        settings.put("resamples", bootstrap.resamples());
        settings.put("seed", bootstrap.seed());
        return settings;
    }

    private static List<Double> ends(Interval interval) {
        return List.of(interval.low(), interval.high());
    }

    /** Why a metric has no value or no interval, by its name. */
    private static Map<String, Object> remarks(Report report) {
        Map<String, Object> remarks = new LinkedHashMap<>();
        for (Estimate estimate : report.estimates()) {
            if (!estimate.remark().isEmpty()) {
                remarks.put(estimate.metric().key(), estimate.remark());
            }
        }
        return remarks;
    }

    /** Everything, curves included. */
    static Map<String, Object> of(Report report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("rows", report.rows());
        all.put("metrics", metrics(report));
        all.put("intervals", intervals(report));
        all.put("remarks", remarks(report));
        switch (report) {
            case ClassReport classes -> {
                all.put("confusion", confusion(classes.confusion()));
                all.put(
                        "classes",
                        classes.classes().stream().map(ReportJson::ofClass).toList());
                all.put("calibration", calibration(classes.calibration()));
            }
            case LabelReport labels ->
                all.put(
                        "labels",
                        labels.labels().stream().map(ReportJson::ofClass).toList());
            case ValueReport values -> {
                all.put(
                        "quantities",
                        values.quantities().stream().map(ReportJson::ofQuantity).toList());
                all.put(
                        "quantiles",
                        values.quantiles().stream().map(ReportJson::coverage).toList());
            }
        }
        return all;
    }

    private static Map<String, Object> confusion(ConfusionMatrix confusion) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("classes", confusion.classes());
        plain.put(
                "counts",
                Arrays.stream(confusion.counts())
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
        return plain;
    }

    private static Map<String, Object> ofClass(ClassReport.OfClass c) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", c.name());
        plain.put("rows", c.counts().actual());
        putIfDefined(plain, "precision", c.counts().precision());
        putIfDefined(plain, "recall", c.counts().recall());
        putIfDefined(plain, "f1", c.counts().f1());
        putIfDefined(plain, "roc-auc", c.rocAuc());
        putIfDefined(plain, "average-precision", c.averagePrecision());
        if (!Double.isNaN(c.rocAuc())) {
            plain.put("roc", roc(c.roc()));
        }
        if (!Double.isNaN(c.averagePrecision())) {
            plain.put("precisionRecall", precisionRecall(c.precisionRecall()));
        }
        return plain;
    }

    private static Map<String, Object> roc(RocCurve curve) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("thresholds", numbers(curve.thresholds()));
        plain.put("falsePositiveRates", numbers(curve.falsePositiveRates()));
        plain.put("truePositiveRates", numbers(curve.truePositiveRates()));
        return plain;
    }

    private static Map<String, Object> precisionRecall(PrecisionRecallCurve curve) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("thresholds", numbers(curve.thresholds()));
        plain.put("precisions", numbers(curve.precisions()));
        plain.put("recalls", numbers(curve.recalls()));
        return plain;
    }

    private static List<Map<String, Object>> calibration(CalibrationCurve curve) {
        return curve.bins().stream()
                .map(bin -> {
                    Map<String, Object> plain = new LinkedHashMap<>();
                    plain.put("from", bin.from());
                    plain.put("to", bin.to());
                    plain.put("rows", bin.weight());
                    plain.put("probability", bin.probability());
                    plain.put("share", bin.share());
                    return plain;
                })
                .toList();
    }

    private static Map<String, Object> ofQuantity(ValueReport.OfQuantity quantity) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", quantity.name());
        plain.put("metrics", figures(quantity.estimates()));
        return plain;
    }

    private static Map<String, Object> coverage(QuantileCoverage coverage) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("quantity", coverage.quantity());
        plain.put("expected", coverage.expected());
        plain.put("observed", coverage.observed());
        coverage.interval().ifPresent(interval -> plain.put("interval", ends(interval)));
        return plain;
    }

    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** A comparison: for each metric both figures, the difference and its interval; McNemar's test. */
    static Map<String, Object> of(Comparison comparison, Bootstrap bootstrap) {
        Map<String, Object> all = bootstrap(bootstrap);
        Map<String, Object> differences = new LinkedHashMap<>();
        for (Difference difference : comparison.differences()) {
            if (!Double.isNaN(difference.value())) {
                Map<String, Object> plain = new LinkedHashMap<>();
                plain.put("model", difference.first());
                plain.put("against", difference.second());
                plain.put("difference", difference.value());
                difference.interval().ifPresent(interval -> plain.put("interval", ends(interval)));
                differences.put(difference.metric().key(), plain);
            }
        }
        all.put("differences", differences);
        comparison.mcNemar().ifPresent(test -> {
            Map<String, Object> plain = new LinkedHashMap<>();
            plain.put("onlyModelRight", test.onlyFirst());
            plain.put("onlyAgainstRight", test.onlySecond());
            plain.put("exactP", test.exactP());
            plain.put("chiSquared", test.chiSquared());
            plain.put("chiSquaredP", test.chiSquaredP());
            all.put("mcNemar", plain);
        });
        return all;
    }
}
