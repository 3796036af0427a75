package nn.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether as many targets lie below a predicted quantile as should.
 *
 * @param quantity which of the quantities
 * @param expected the share that should lie below, in (0, 1)
 * @param observed the share that does; a target on the quantile counts half
 * @param interval of the observed share, if it can be told
 */
public record QuantileCoverage(String quantity, double expected, double observed, Optional<Interval> interval) {

    /** The coverage of each predicted quantile of each quantity. */
    static List<QuantileCoverage> of(ScoredValues rows, Bootstrap bootstrap) {
        List<QuantileCoverage> coverages = new ArrayList<>();
        for (int q = 0; q < rows.quantities().size(); q++) {
            for (PredictedQuantile quantile : rows.quantiles()) {
                Bootstrap.Resampled resampled = bootstrap
                        .resample(rows.weights(), List.of(Statistic.mean(below(rows, quantile, q))))
                        .getFirst();
                coverages.add(new QuantileCoverage(
                        rows.quantities().get(q),
                        quantile.share(),
                        resampled.value(),
                        bootstrap.intervalOfShare(resampled, rows.weights())));
            }
        }
        return coverages;
    }

    private static double[] below(ScoredValues rows, PredictedQuantile quantile, int q) {
        int quantities = rows.quantities().size();
        double[] below = new double[rows.rows()];
        for (int row = 0; row < below.length; row++) {
            int i = row * quantities + q;
            below[row] = (1 - Math.signum(rows.actual()[i] - quantile.values()[i])) / 2;
        }
        return below;
    }

    /** A table for people. */
    static String table(List<QuantileCoverage> coverages, Bootstrap bootstrap) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                List.of("quantity", "quantile", "targets below", bootstrap.resamples() == 0 ? "" : bootstrap.title()));
        for (QuantileCoverage coverage : coverages) {
            lines.add(List.of(
                    coverage.quantity,
                    Report.shown(coverage.expected),
                    Report.shown(coverage.observed),
                    coverage.interval
                            .map(i -> Report.shown(i.low()) + " to " + Report.shown(i.high()))
                            .orElse("")));
        }
        return Report.columns(lines);
    }
}
