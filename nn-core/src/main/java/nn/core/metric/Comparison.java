package nn.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two models on the same rows.
 *
 * @param rows the number of rows
 * @param differences of all metrics, the one people look at first in front
 * @param shown the metrics that stand in the table
 * @param mcNemar whether they are right equally often; only where rows have classes
 */
public record Comparison(int rows, List<Difference> differences, List<Metric> shown, Optional<McNemar> mcNemar) {

    /** Below this p, a difference is called more than chance. */
    private static final double SIGNIFICANT = 0.05;

    /** Keeps copies of the lists. */
    public Comparison {
        differences = List.copyOf(differences);
        shown = List.copyOf(shown);
    }

    /**
     * Compares what two models say of the same rows.
     *
     * @throws IllegalArgumentException if the rows do not have the same targets
     */
    public static Comparison of(ScoredRows first, ScoredRows second, Bootstrap bootstrap) {
        if (!first.hasTargetsOf(second)) {
            throw new IllegalArgumentException("The models were not measured on the same rows.");
        }
        List<Metric> metrics = first.metrics();
        List<Statistic> statistics = metrics.stream()
                .<Statistic>map(metric -> {
                    Statistic ofFirst = metric.on(first);
                    Statistic ofSecond = metric.on(second);
                    return weights -> ofFirst.of(weights) - ofSecond.of(weights);
                })
                .toList();
        List<Bootstrap.Resampled> resampled = bootstrap.resample(first.weights(), statistics);
        List<Difference> differences = new ArrayList<>();
        for (int m = 0; m < metrics.size(); m++) {
            Metric metric = metrics.get(m);
            differences.add(new Difference(
                    metric, metric.of(first), metric.of(second), interval(metric, resampled.get(m), bootstrap)));
        }
        Optional<McNemar> mcNemar = first instanceof ScoredClasses a && second instanceof ScoredClasses b
                ? Optional.of(McNemar.of(a, b))
                : Optional.empty();
        return new Comparison(first.rows(), differences, first.mainMetrics(), mcNemar);
    }

    private static Optional<Interval> interval(Metric metric, Bootstrap.Resampled figures, Bootstrap bootstrap) {
        return metric.hasInterval() ? bootstrap.interval(figures) : Optional.empty();
    }

    /** The difference of the metric that people look at first. */
    public Difference main() {
        return differences.getFirst();
    }

    /**
     * A table for people: the main metrics of the models, called A and B, their differences and the intervals of these.
     *
     * @param bootstrap how the intervals were made
     */
    public String table(Bootstrap bootstrap) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("metric", "A", "B", "A - B", bootstrap.resamples() == 0 ? "" : bootstrap.title()));
        for (Difference difference : differences) {
            if (shown.contains(difference.metric()) && !Double.isNaN(difference.value())) {
                lines.add(List.of(
                        difference.metric().key(),
                        Report.shown(difference.first()),
                        Report.shown(difference.second()),
                        Report.shown(difference.value()),
                        difference
                                .interval()
                                .map(i -> Report.shown(i.low()) + " to " + Report.shown(i.high()))
                                .orElse("-")));
            }
        }
        String test = mcNemar.map(t -> String.format(
                        Locale.ROOT,
                        "%nOnly A is right in %d rows, only B in %d; McNemar's p = %.3g (chi-squared %.3g, p = %.3g)%n",
                        t.onlyFirst(),
                        t.onlySecond(),
                        t.exactP(),
                        t.chiSquared(),
                        t.chiSquaredP()))
                .orElse("");
        return Report.columns(lines) + test;
    }

    /**
     * What it means, in one sentence.
     *
     * @param first what the first model is called
     * @param second what the second model is called
     */
    public String verdict(String first, String second) {
        String name = main().metric().key();
        if (main().value() == 0 && mcNemar.map(test -> test.onlyFirst() == 0).orElse(true)) {
            return "Both models have the same " + name + " on these rows.";
        }
        boolean clear = mcNemar.map(test -> test.exactP() < SIGNIFICANT).orElse(main().isClear());
        if (!clear) {
            return String.format(
                    Locale.ROOT, "The %d rows do not tell which model is better: the difference may be chance.", rows);
        }
        boolean firstIsBetter = main().metric().isBetter(main().first(), main().second());
        return String.format(
                Locale.ROOT,
                "%s is better by %s than %s, by more than chance explains.",
                firstIsBetter ? first : second,
                name,
                firstIsBetter ? second : first);
    }
}
