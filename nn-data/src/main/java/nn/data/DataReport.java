package nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Targets;

/**
 * What a data set holds, for people: every column with its range, and how often each class occurs.
 *
 * @param name what the data are called
 * @param rows the number of rows
 * @param features a report on each feature
 * @param targets the classes with their counts, or a report on each quantity
 */
public record DataReport(String name, int rows, List<ColumnReport> features, List<ColumnReport> targets) {

    /** Keeps copies of the lists. */
    public DataReport {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
    }

    /** Reads all rows of a data set once. */
    public static DataReport of(Dataset dataset) {
        List<Feature> features = dataset.features();
        List<Summary> summaries = new ArrayList<>();
        features.forEach(feature -> summaries.add(new Summary(feature)));
        List<Summary> targets = new ArrayList<>();
        boolean classes = dataset.targets() instanceof Targets.Classes;
        if (classes) {
            targets.add(new Summary(new Feature("class", dataset.targets().names())));
        } else {
            dataset.targets().names().forEach(name -> targets.add(new Summary(Feature.number(name))));
        }
        double[] values = new double[features.size()];
        for (int row = 0; row < dataset.rows(); row++) {
            dataset.read(row, values);
            for (int i = 0; i < values.length; i++) {
                summaries.get(i).add(values[i]);
            }
            for (int q = 0; q < targets.size(); q++) {
                targets.get(q).add(classes ? dataset.label(row) : dataset.value(row, q));
            }
        }
        return new DataReport(
                dataset.name(),
                dataset.rows(),
                summaries.stream().map(Summary::report).toList(),
                targets.stream().map(Summary::report).toList());
    }

    /** Whether the targets are classes. */
    public boolean classification() {
        return targets.getFirst() instanceof ColumnReport.Categories;
    }

    /** The features that have the same value in every row. */
    public List<String> constantFeatures() {
        return features.stream()
                .filter(ColumnReport::constant)
                .map(ColumnReport::name)
                .toList();
    }

    /** What is known of a column after some rows. */
    private static final class Summary {
        private final Feature feature;
        private final int[] counts;
        private int missing;
        private int present;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;

        Summary(Feature feature) {
            this.feature = feature;
            counts = new int[feature.categories().size()];
        }

        void add(double value) {
            if (Double.isNaN(value)) {
                missing++;
            } else if (feature.isCategorical()) {
                counts[(int) value]++;
            } else {
                present++;
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            }
        }

        ColumnReport report() {
            if (feature.isCategorical()) {
                return new ColumnReport.Categories(
                        feature.name(),
                        missing,
                        IntStream.range(0, counts.length)
                                .mapToObj(i -> new ColumnReport.Count(
                                        feature.categories().get(i), counts[i]))
                                .toList());
            }
            return present == 0
                    ? new ColumnReport.Numbers(feature.name(), missing, Double.NaN, Double.NaN, Double.NaN)
                    : new ColumnReport.Numbers(feature.name(), missing, min, max, sum / present);
        }
    }
}
