package nn.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good predicted classes are.
 *
 * @param rows the number of rows
 * @param loss the mean of the loss that the network was trained with
 * @param bootstrap how the intervals were made
 * @param estimates all metrics
 * @param confusion how many rows of each class were predicted as each
 * @param classes each class against all others
 * @param calibration the model's confidence against how often it is right; no bins without probabilities
 */
public record ClassReport(
        int rows,
        double loss,
        Bootstrap bootstrap,
        List<Estimate> estimates,
        ConfusionMatrix confusion,
        List<OfClass> classes,
        CalibrationCurve calibration)
        implements Report {

    /**
     * One class against all others.
     *
     * @param name its name
     * @param counts how often it occurs and was predicted
     * @param rocAuc the area under its ROC curve; NaN where it is not defined
     * @param averagePrecision the area under its precision-recall curve; NaN where it is not defined
     * @param roc the ROC curve
     * @param precisionRecall the precision-recall curve
     */
    public record OfClass(
            String name,
            BinaryCounts counts,
            double rocAuc,
            double averagePrecision,
            RocCurve roc,
            PrecisionRecallCurve precisionRecall) {

        static OfClass of(String name, BinaryCounts counts, Ranking ranking, double[] weights) {
            return new OfClass(
                    name,
                    counts,
                    RocCurve.area(ranking, weights),
                    PrecisionRecallCurve.area(ranking, weights),
                    RocCurve.of(ranking, weights).corners(),
                    PrecisionRecallCurve.of(ranking, weights).corners());
        }

        /** A line for each class. */
        static String table(String title, List<OfClass> classes) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.of(title, "rows", "precision", "recall", "F1", "ROC AUC"));
            for (OfClass c : classes) {
                lines.add(List.of(
                        c.name,
                        Report.count(c.counts.actual()),
                        Report.shown(c.counts.precision()),
                        Report.shown(c.counts.recall()),
                        Report.shown(c.counts.f1()),
                        Report.shown(c.rocAuc)));
            }
            return Report.columns(lines);
        }
    }

    /** The most classes of which a table shows the confusion matrix. */
    private static final int MOST_CLASSES = 30;

    /** Keeps copies of the lists. */
    public ClassReport {
        estimates = List.copyOf(estimates);
        classes = List.copyOf(classes);
    }

    static ClassReport of(ScoredClasses rows, double loss, Bootstrap bootstrap) {
        ClassCounts counts = ClassCounts.of(rows, rows.weights());
        return new ClassReport(
                rows.rows(),
                loss,
                bootstrap,
                bootstrap.estimate(rows, rows.metrics()),
                ConfusionMatrix.of(rows),
                IntStream.range(0, counts.classes())
                        .mapToObj(c -> OfClass.of(rows.classes().get(c), counts.of(c), rows.ranking(c), rows.weights()))
                        .toList(),
                rows.probabilities()
                        ? CalibrationCurve.ofConfidence(rows, rows.weights())
                        : new CalibrationCurve(List.of()));
    }

    @Override
    public List<Metric> shown() {
        return ClassMetric.main(classes.size());
    }

    /** Precision, recall and F₁ of each class, and the confusion matrix. */
    @Override
    public String details() {
        return OfClass.table("class", classes)
                + "\n"
                + (classes.size() <= MOST_CLASSES
                        ? confusion.table()
                        : "The confusion matrix of " + classes.size() + " classes is only in --json.\n");
    }
}
