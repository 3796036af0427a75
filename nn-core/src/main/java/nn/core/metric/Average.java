package nn.core.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How figures of several classes become one. A figure that is not defined for a class without rows is left out; one that is not
 * defined although the class has rows makes the average undefined: a class that a model never predicts has no precision, and
 * leaving it out would reward the model for that.
 */
public enum Average {
    /** All classes count the same. */
    MACRO,
    /** Each class counts as much as its rows. */
    WEIGHTED;

    /**
     * The average.
     *
     * @param figures one for each class, NaN where it is not defined
     * @param support the weight of each class's rows
     * @return NaN if it is not defined
     */
    double of(double[] figures, double[] support) {
        double sum = 0;
        double shares = 0;
        for (int c = 0; c < figures.length; c++) {
            if (support[c] > 0 || !Double.isNaN(figures[c])) {
                double share = this == MACRO ? 1 : support[c];
                sum += share == 0 ? 0 : share * figures[c];
                shares += share;
            }
        }
        return sum / shares;
    }

    /** The average of what follows from each class's counts. */
    double of(List<BinaryCounts> classes, ToDoubleFunction<BinaryCounts> figure) {
        return of(
                classes.stream().mapToDouble(figure).toArray(),
                classes.stream().mapToDouble(BinaryCounts::actual).toArray());
    }
}
