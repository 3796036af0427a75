package nn.core.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The diagonal and the margins of a confusion matrix, of which every metric of predicted classes is a function.
 *
 * @param right for each class the weight of its rows that were predicted as it
 * @param predicted for each class the weight of the rows predicted as it
 * @param actual for each class the weight of its rows
 */
public record ClassCounts(double[] right, double[] predicted, double[] actual) {

    /** Counts rows. */
    public static ClassCounts of(ScoredClasses rows, double[] weights) {
        int classes = rows.classes().size();
        ClassCounts counts = new ClassCounts(new double[classes], new double[classes], new double[classes]);
        for (int row = 0; row < weights.length; row++) {
            int label = rows.labels()[row];
            int prediction = rows.predicted()[row];
            counts.actual[label] += weights[row];
            counts.predicted[prediction] += weights[row];
            if (label == prediction) {
                counts.right[label] += weights[row];
            }
        }
        return counts;
    }

    /** The number of classes. */
    public int classes() {
        return actual.length;
    }

    /** The weight of all rows. */
    public double all() {
        return Arrays.stream(actual).sum();
    }

    /** The weight of all rows that were predicted right. */
    public double allRight() {
        return Arrays.stream(right).sum();
    }

    /** One class against all others. */
    public BinaryCounts of(int c) {
        return new BinaryCounts(right[c], predicted[c], actual[c]);
    }

    /** Each class against all others. */
    public List<BinaryCounts> each() {
        return IntStream.range(0, classes()).mapToObj(this::of).toList();
    }
}
