package nn.core.metric;

import java.util.stream.IntStream;

/**
 * The value with half of the weight on either side; where that falls between two values, the mean of these. With equal weights it
 * is the usual median.
 */
final class WeightedMedian implements Statistic {

    private final double[] sorted;
    private final int[] rows;

    WeightedMedian(double[] values) {
        rows = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        sorted = IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    }

    @Override
    public double of(double[] weights) {
        double all = 0;
        for (int row : rows) {
            all += weights[row];
        }
        double below = 0;
        for (int i = 0; i < rows.length; i++) {
            below += weights[rows[i]];
            if (2 * below > all) {
                return sorted[i];
            }
            if (2 * below == all) {
                return (sorted[i] + sorted[nextWithWeight(i, weights)]) / 2;
            }
        }
        return sorted[sorted.length - 1];
    }

    private int nextWithWeight(int i, double[] weights) {
        int next = i + 1;
        while (next < rows.length - 1 && weights[rows[next]] == 0) {
            next++;
        }
        return Math.min(next, rows.length - 1);
    }
}
