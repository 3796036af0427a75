package nn.data;

import java.util.stream.IntStream;
import nn.core.data.Feature;
import nn.core.statistics.Quantiles;
import nn.core.statistics.RunningMoments;

/** What is known of a column after some passes over the rows: first all values, then the quartiles, then the outliers. */
final class ColumnSummary {

    private static final double OUTLIER_DISTANCE = 1.5;

    private final Feature feature;
    private final int[] counts;
    private final RunningMoments moments = new RunningMoments();
    private int missing;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double lowerQuartile = Double.NaN;
    private double median = Double.NaN;
    private double upperQuartile = Double.NaN;
    private int outliers;

    ColumnSummary(Feature feature) {
        this.feature = feature;
        counts = new int[feature.categories().size()];
    }

    Feature feature() {
        return feature;
    }

    void add(double value) {
        if (Double.isNaN(value)) {
            missing++;
        } else if (feature.isCategorical()) {
            counts[(int) value]++;
        } else {
            moments.add(value);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    void setQuartiles(double[] sorted) {
        if (sorted.length > 0) {
            lowerQuartile = Quantiles.of(sorted, 1, 4);
            median = Quantiles.median(sorted);
            upperQuartile = Quantiles.of(sorted, 3, 4);
        }
    }

    void countIfOutlier(double value) {
        double range = upperQuartile - lowerQuartile;
        if (range > 0
                && (value < lowerQuartile - OUTLIER_DISTANCE * range
                        || value > upperQuartile + OUTLIER_DISTANCE * range)) {
            outliers++;
        }
    }

    ColumnReport report() {
        if (feature.isCategorical()) {
            return new ColumnReport.Categories(
                    feature.name(),
                    missing,
                    IntStream.range(0, counts.length)
                            .mapToObj(i ->
                                    new ColumnReport.Count(feature.categories().get(i), counts[i]))
                            .toList());
        }
        boolean none = moments.count() == 0;
        return new ColumnReport.Numbers(
                feature.name(),
                missing,
                none ? Double.NaN : min,
                lowerQuartile,
                median,
                upperQuartile,
                none ? Double.NaN : max,
                none ? Double.NaN : moments.mean(),
                none ? Double.NaN : moments.deviation(),
                outliers);
    }
}
