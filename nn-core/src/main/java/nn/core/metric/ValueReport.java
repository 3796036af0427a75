package nn.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good predicted numbers are, in the units of the targets.
 *
 * @param rows the number of rows
 * @param loss the mean of the loss that the network was trained with
 * @param bootstrap how the intervals were made
 * @param estimates all metrics, the mean over the quantities
 * @param quantities each quantity by itself
 * @param quantiles whether as many targets lie below the predicted quantiles as should; none where none are predicted
 */
public record ValueReport(
        int rows,
        double loss,
        Bootstrap bootstrap,
        List<Estimate> estimates,
        List<OfQuantity> quantities,
        List<QuantileCoverage> quantiles)
        implements Report {

    /**
     * One quantity.
     *
     * @param name its name
     * @param estimates all metrics
     */
    public record OfQuantity(String name, List<Estimate> estimates) {
        /** Keeps a copy of the list. */
        public OfQuantity {
            estimates = List.copyOf(estimates);
        }
    }

    /** Keeps copies of the lists. */
    public ValueReport {
        estimates = List.copyOf(estimates);
        quantities = List.copyOf(quantities);
        quantiles = List.copyOf(quantiles);
    }

    static ValueReport of(ScoredValues rows, double loss, Bootstrap bootstrap) {
        List<Estimate> estimates = bootstrap.estimate(rows, rows.metrics());
        List<String> names = rows.quantities();
        List<OfQuantity> quantities = names.size() == 1
                ? List.of(new OfQuantity(names.getFirst(), estimates))
                : IntStream.range(0, names.size())
                        .mapToObj(
                                q -> new OfQuantity(names.get(q), bootstrap.estimate(rows.quantity(q), rows.metrics())))
                        .toList();
        return new ValueReport(
                rows.rows(), loss, bootstrap, estimates, quantities, QuantileCoverage.of(rows, bootstrap));
    }

    @Override
    public List<Metric> shown() {
        return List.of(ValueMetric.values());
    }

    /** If there are several quantities, the metrics of each; if quantiles are predicted, how many targets lie below. */
    @Override
    public String details() {
        String each = quantities.size() == 1 ? "" : tableOfQuantities();
        String gap = each.isEmpty() || quantiles.isEmpty() ? "" : "\n";
        return each + gap + (quantiles.isEmpty() ? "" : QuantileCoverage.table(quantiles, bootstrap));
    }

    private String tableOfQuantities() {
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("quantity"));
        for (ValueMetric metric : ValueMetric.values()) {
            header.add(metric.key());
        }
        lines.add(header);
        for (OfQuantity quantity : quantities) {
            List<String> line = new ArrayList<>(List.of(quantity.name));
            quantity.estimates.forEach(estimate -> line.add(Report.shown(estimate.value())));
            lines.add(line);
        }
        return Report.columns(lines);
    }
}
