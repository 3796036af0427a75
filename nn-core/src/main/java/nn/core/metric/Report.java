package nn.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everything there is to say about how good a model is, with intervals; it does not hold the rows. */
public sealed interface Report permits ClassReport, LabelReport, ValueReport {

    /** Measures a model by all metrics. */
    static Report of(Scores scores, Bootstrap bootstrap) {
        return switch (scores.rows()) {
            case ScoredClasses rows -> ClassReport.of(rows, scores.loss(), bootstrap);
            case ScoredLabels rows -> LabelReport.of(rows, scores.loss(), bootstrap);
            case ScoredValues rows -> ValueReport.of(rows, scores.loss(), bootstrap);
        };
    }

    /** The number of rows. */
    int rows();

    /** The mean of the loss that the network was trained with. */
    double loss();

    /** How the intervals were made. */
    Bootstrap bootstrap();

    /** All metrics, the one people look at first in front. */
    List<Estimate> estimates();

    /** The metrics that stand in the table. */
    List<Metric> shown();

    /** What the table holds beside the metrics: of each class, label or quantity. */
    String details();

    /** The metric that people look at first. */
    default Estimate main() {
        return estimates().getFirst();
    }

    /** The main metric with its interval, and the loss, in one line. */
    default String headline() {
        Estimate main = main();
        boolean percent = main.metric().isShareOfRows();
        String value = !main.isDefined()
                ? "not defined (" + main.remark() + ")"
                : number(main.value(), percent) + (percent ? " %" : "");
        String interval = main.interval()
                .map(i -> " (" + bootstrap().title() + " " + number(i.low(), percent) + " to "
                        + number(i.high(), percent) + ")")
                .orElse("");
        return String.format(
                Locale.ROOT, "%s %s%s, loss %.4f on %d rows", main.metric().key(), value, interval, loss(), rows());
    }

    private static String number(double value, boolean percent) {
        return percent ? String.format(Locale.ROOT, "%.2f", 100 * value) : String.format(Locale.ROOT, "%.4g", value);
    }

    /** A table for people: the metrics they want first, each with its interval, and the details. */
    default String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "metric",
                "value",
                bootstrap().resamples() == 0 ? "" : bootstrap().title()));
        for (Estimate estimate : estimates()) {
            if (shown().contains(estimate.metric())) {
                lines.add(List.of(
                        estimate.metric().key(),
                        estimate.isDefined() ? shown(estimate.value()) : "-",
                        estimate.interval()
                                .map(i -> shown(i.low()) + " to " + shown(i.high()))
                                .orElse(estimate.remark())));
            }
        }
        return headline() + "\n\n" + columns(lines) + "\n" + details();
    }

    /** A figure as tables show it. */
    static String shown(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
    }

    /** A weight of rows as tables show it: a whole number, unless rows have weights that are none. */
    static String count(double weight) {
        return weight == Math.rint(weight) ? String.format(Locale.ROOT, "%.0f", weight) : shown(weight);
    }

    /** Lines of cells in columns: the first one to the left, the last one as it comes, numbers to the right. */
    static String columns(List<List<String>> lines) {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return lines.stream()
                .map(line -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < columns; i++) {
                        String room = " ".repeat(widths[i] - line.get(i).length());
                        text.append(i == 0 ? "" : "  ").append(i == 0 ? line.get(i) + room : room + line.get(i));
                    }
                    return text.toString().stripTrailing() + "\n";
                })
                .collect(Collectors.joining());
    }
}
