package nn.core.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Collects the points of a curve: for each threshold the true and the false positives. */
final class Points {

    private double[] thresholds = new double[16];
    private double[] truePositives = new double[16];
    private double[] falsePositives = new double[16];
    private int count;

    /** Adds a point for each threshold at which a row of some weight stands, from the highest to the lowest. */
    void addAll(Ranking ranking, double[] weights) {
        double positives = 0;
        double negatives = 0;
        double added = 0;
        for (int i = 0; i < ranking.size(); i++) {
            double weight = weights[ranking.row(i)];
            added += weight;
            if (ranking.isPositive(i)) {
                positives += weight;
            } else {
                negatives += weight;
            }
            if (ranking.isLastOfTie(i) && added > 0) {
                add(ranking.score(i), positives, negatives);
                added = 0;
            }
        }
    }

    /** Adds a point. */
    void add(float threshold, double positives, double negatives) {
        if (count == thresholds.length) {
            thresholds = Arrays.copyOf(thresholds, 2 * count);
            truePositives = Arrays.copyOf(truePositives, 2 * count);
            falsePositives = Arrays.copyOf(falsePositives, 2 * count);
        }
        thresholds[count] = threshold;
        truePositives[count] = positives;
        falsePositives[count] = negatives;
        count++;
    }

    double[] thresholds() {
        return Arrays.copyOf(thresholds, count);
    }

    double[] truePositives() {
        return Arrays.copyOf(truePositives, count);
    }

    double[] falsePositives() {
        return Arrays.copyOf(falsePositives, count);
    }

    /** The indices of points whose x or y differs from that of a neighbor, and of the first and last. */
    static int[] corners(double[] x, double[] y) {
        return IntStream.range(0, x.length)
                .filter(i -> i == 0 || i == x.length - 1 || !(level(x, i) || level(y, i)))
                .toArray();
    }

    private static boolean level(double[] values, int i) {
        return values[i - 1] == values[i] && values[i] == values[i + 1];
    }

    static double[] of(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }
}
