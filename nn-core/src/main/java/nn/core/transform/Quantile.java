package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;
import nn.core.statistics.NormalQuantile;
import nn.core.statistics.Quantiles;

/**
 * Replaces each number by the share p of the training rows below it, from 0 for the smallest to 1 for the largest, so that a feature of
 * any shape becomes uniform; or by Φ⁻¹(p), so that it becomes normal. Ranks stay, distances do not, and outliers are harmless.
 *
 * <pre>p = (j + (x − q_j)/(q_{j+1} − q_j))/(k − 1)      for x between the neighbors q_j and q_{j+1} of k quantiles q_0 … q_{k−1}</pre>
 *
 * <p>A number that equals several quantiles gets the middle of their p. Beyond the training rows p stays 0 or 1. For Φ⁻¹ it is kept within
 * [10⁻⁷, 1 − 10⁻⁷], which is ±5.2. A constant feature becomes 0. Missing values stay missing and do not count; categories stay as they
 * are. Of very many rows, {@linkplain nn.core.statistics.SortedColumns a sample} has to do. It is the quantile normalization of
 * scikit-learn's {@code QuantileTransformer}.
 *
 * @param output the distribution that comes out
 * @param count the number of quantiles, 2 or more; with fewer training rows, their number
 */
public record Quantile(Output output, int count) implements Transform {

    /** The distribution that comes out. */
    public enum Output {
        /** Uniform on [0, 1]. */
        UNIFORM,
        /** Standard normal. */
        NORMAL
    }

    private static final String NAME = "quantile";
    private static final String COUNT = "count";
    private static final String QUANTILES = "quantiles";
    private static final double LEAST_SHARE = 1e-7;

    /** Checks the number. */
    public Quantile {
        Require.atLeast(2, "count", count);
    }

    /** 1000 quantiles, uniform. */
    public Quantile() {
        this(Output.UNIFORM, 1000);
    }

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    /** How many quantiles each feature with numbers has, and these, feature after feature. */
    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        int[] columns = FeatureColumns.of(this, rows.features());
        int k = Math.min(count, rows.count());
        double[] quantiles = new double[columns.length * k];
        FeatureColumns.forEachSorted(this, rows, (column, sorted) -> {
            int from = Arrays.binarySearch(columns, column) * k;
            for (int j = 0; j < k; j++) {
                quantiles[from + j] = Quantiles.of(sorted, j, Math.max(1, k - 1));
            }
        });
        TreeMap<String, double[]> learned = new TreeMap<>();
        learned.put(COUNT, new double[] {k});
        if (columns.length > 0) { // a file has no empty vectors
            learned.put(QUANTILES, quantiles);
        }
        return learned;
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        int[] columns = FeatureColumns.of(this, inputs);
        if (columns.length == 0) {
            return new Fitted(List.copyOf(inputs), columns, new double[0][], output);
        }
        int k = Learned.count(learned, COUNT);
        double[] all = Learned.vector(learned, QUANTILES, Math.multiplyExact(columns.length, k));
        double[][] quantiles = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            quantiles[c] = Arrays.copyOfRange(all, c * k, (c + 1) * k);
            Learned.requireAscending(QUANTILES, quantiles[c]);
        }
        return new Fitted(List.copyOf(inputs), columns, quantiles, output);
    }

    private record Fitted(List<Feature> outputs, int[] columns, double[][] quantiles, Output output)
            implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            System.arraycopy(row, 0, result, 0, row.length);
            for (int c = 0; c < columns.length; c++) {
                double x = row[columns[c]];
                if (!Double.isNaN(x)) {
                    result[columns[c]] = of(x, quantiles[c]);
                }
            }
        }

        private double of(double x, double[] quantiles) {
            double largest = quantiles[quantiles.length - 1];
            if (x == quantiles[0] && x == largest) {
                return 0;
            }
            double p = x <= quantiles[0] ? 0 : x >= largest ? 1 : share(x, quantiles);
            if (output == Output.UNIFORM) {
                return p;
            }
            double z = NormalQuantile.of(Math.max(Math.min(p, 1 - p), LEAST_SHARE));
            return p <= 0.5 ? z : -z;
        }

        /** p of a number between the smallest and the largest quantile. */
        private static double share(double x, double[] quantiles) {
            int above = countBelow(Math.nextUp(x), quantiles);
            int equal = countBelow(x, quantiles);
            double position = equal < above
                    ? 0.5 * (equal + (above - 1))
                    : above - 1 + (x - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
            return position / (quantiles.length - 1);
        }

        /** How many quantiles are less than a number. */
        private static int countBelow(double x, double[] quantiles) {
            int from = 0;
            int to = quantiles.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (quantiles[middle] < x) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Transform> {
        /** For the service loader. */
        public Provider() {
            super(Transform.class, NAME, new Quantile(), MethodHandles.lookup());
        }
    }
}
