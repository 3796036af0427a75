package nn.core.metric;

import java.util.List;

/**
 * What was predicted for one class against what is true.
 *
 * @param truePositives the weight of the rows that are of the class and predicted to be
 * @param predicted the weight of all rows predicted to be of the class
 * @param actual the weight of all rows of the class
 */
public record BinaryCounts(double truePositives, double predicted, double actual) {

    /** All classes together. */
    static BinaryCounts sum(List<BinaryCounts> counts) {
        return new BinaryCounts(
                counts.stream().mapToDouble(BinaryCounts::truePositives).sum(),
                counts.stream().mapToDouble(BinaryCounts::predicted).sum(),
                counts.stream().mapToDouble(BinaryCounts::actual).sum());
    }

    /** TP/(TP + FP): the share of the predictions that are right, in [0, 1]; NaN if the class was never predicted. */
    public double precision() {
        return truePositives / predicted;
    }

    /** TP/(TP + FN): the share of the rows of the class that were found, in [0, 1]; NaN if there is none. */
    public double recall() {
        return truePositives / actual;
    }

    /** 2TP/(2TP + FP + FN), in [0, 1]; NaN if the class neither occurs nor was predicted. */
    public double f1() {
        return 2 * truePositives / (predicted + actual);
    }
}
