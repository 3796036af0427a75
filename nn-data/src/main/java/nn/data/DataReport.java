package nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.TableDataset;
import nn.core.data.Targets;
import nn.core.random.RandomKey;
import nn.core.statistics.SortedColumns;

/**
 * What a data set holds, for people: every column with its range, how often each class occurs, and which rows repeat others.
 *
 * <p>The data are read several times, so that little is held. Quartiles of very many rows are those of {@linkplain SortedColumns a
 * sample}. Rows are compared by hashes of 64 bits: of a million different rows two are taken for equal with a chance of 3·10⁻⁸.
 *
 * @param name what the data are called
 * @param rows the number of rows
 * @param features a report on each feature
 * @param targets the classes with their counts, or a report on each quantity
 * @param duplicates rows with the features and the targets of an earlier row
 * @param contradictions rows with the features of an earlier row, but with targets that no such row has
 */
public record DataReport(
        String name,
        int rows,
        List<ColumnReport> features,
        List<ColumnReport> targets,
        int duplicates,
        int contradictions) {

    /** Keeps copies of the lists. */
    public DataReport {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
    }

    /** Reads all rows of a data set, several times. */
    public static DataReport of(Dataset dataset) {
        List<Feature> targets = targets(dataset);
        int features = dataset.features().size();
        List<ColumnSummary> columns = Stream.concat(dataset.features().stream(), targets.stream())
                .map(ColumnSummary::new)
                .toList();
        long[] withoutTargets = new long[dataset.rows()];
        long[] whole = new long[dataset.rows()];
        forEach(dataset, targets.size(), new Consumer<>() {
            private int row;

            @Override
            public void accept(double[] values) {
                for (int i = 0; i < values.length; i++) {
                    columns.get(i).add(values[i]);
                }
                withoutTargets[row] = hash(0, values, 0, features);
                whole[row] = hash(withoutTargets[row], values, features, values.length);
                row++;
            }
        });
        int[] numbers = IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).feature().isCategorical())
                .toArray();
        SortedColumns.forEach(
                numbers,
                dataset.rows(),
                each -> forEach(dataset, targets.size(), each),
                (column, sorted) -> columns.get(column).setQuartiles(sorted));
        forEach(dataset, targets.size(), values -> {
            for (int i : numbers) {
                columns.get(i).countIfOutlier(values[i]);
            }
        });
        List<ColumnReport> reports = columns.stream().map(ColumnSummary::report).toList();
        int different = countDifferent(whole);
        return new DataReport(
                dataset.name(),
                dataset.rows(),
                reports.subList(0, features),
                reports.subList(features, reports.size()),
                dataset.rows() - different,
                different - countDifferent(withoutTargets));
    }

    private static List<Feature> targets(Dataset dataset) {
        return switch (dataset.targets()) {
            case Targets.Classes(List<String> names) ->
                List.of(new Feature(
                        dataset instanceof TableDataset table
                                ? table.targetColumns().getFirst()
                                : "class",
                        names));
            case Targets.Values(List<String> names) ->
                names.stream().map(Feature::number).toList();
        };
    }

    /** One pass over all rows, the targets after the features. */
    private static void forEach(Dataset dataset, int targets, Consumer<double[]> each) {
        boolean classes = dataset.targets() instanceof Targets.Classes;
        double[] features = new double[dataset.features().size()];
        double[] values = new double[features.length + targets];
        for (int row = 0; row < dataset.rows(); row++) {
            dataset.read(row, features);
            System.arraycopy(features, 0, values, 0, features.length);
            for (int q = 0; q < targets; q++) {
                values[features.length + q] = classes ? dataset.label(row) : dataset.value(row, q);
            }
            each.accept(values);
        }
    }

    private static long hash(long start, double[] values, int from, int to) {
        long hash = start;
        for (int i = from; i < to; i++) {
            hash = RandomKey.derived(hash, Double.doubleToLongBits(values[i] + 0.0)); // −0 is 0
        }
        return hash;
    }

    private static int countDifferent(long[] hashes) {
        return (int) Arrays.stream(hashes).sorted().distinct().count();
    }

    /** Whether the targets are classes. */
    public boolean classification() {
        return targets.getFirst() instanceof ColumnReport.Categories;
    }

    /** The features that have the same value in every row. */
    public List<String> constantFeatures() {
        List<String> names = new ArrayList<>();
        for (ColumnReport feature : features) {
            if (feature.constant()) {
                names.add(feature.name());
            }
        }
        return names;
    }
}
