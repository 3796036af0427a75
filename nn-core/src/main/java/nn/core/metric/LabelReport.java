package nn.core.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How good predicted labels are where any number of them may apply to a row.
 *
 * @param rows the number of rows
 * @param loss the mean of the loss that the network was trained with
 * @param bootstrap how the intervals were made
 * @param estimates all metrics
 * @param labels each label by itself, as a class against all others
 */
public record LabelReport(
        int rows, double loss, Bootstrap bootstrap, List<Estimate> estimates, List<ClassReport.OfClass> labels)
        implements Report {

    /** Keeps copies of the lists. */
    public LabelReport {
        estimates = List.copyOf(estimates);
        labels = List.copyOf(labels);
    }

    static LabelReport of(ScoredLabels rows, double loss, Bootstrap bootstrap) {
        List<BinaryCounts> counts = rows.counts(rows.weights());
        return new LabelReport(
                rows.rows(),
                loss,
                bootstrap,
                bootstrap.estimate(rows, rows.metrics()),
                IntStream.range(0, counts.size())
                        .mapToObj(j -> ClassReport.OfClass.of(
                                rows.labels().get(j), counts.get(j), rows.ranking(j), rows.weights()))
                        .toList());
    }

    @Override
    public List<Metric> shown() {
        return LabelMetric.main();
    }

    /** Precision, recall and F₁ of each label. */
    @Override
    public String details() {
        return ClassReport.OfClass.table("label", labels);
    }
}
