package nn.core.metric;

import java.util.Arrays;

/**
 * The receiver operating characteristic: which share of the positive rows a threshold finds, against the share of the negative
 * rows that it takes for positive (Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27, 2006, algorithm 1).
 * Rows of equal score are one step, a straight line.
 *
 * @param thresholds falling; the first is infinite, where nothing is taken for positive
 * @param falsePositiveRates FP/N at each threshold, in [0, 1]
 * @param truePositiveRates TP/P at each threshold, in [0, 1]
 */
public record RocCurve(double[] thresholds, double[] falsePositiveRates, double[] truePositiveRates) {

    /** The curve; rates are NaN where there is no positive or no negative row. */
    public static RocCurve of(Ranking ranking, double[] weights) {
        Points points = new Points();
        points.add(Float.POSITIVE_INFINITY, 0, 0);
        points.addAll(ranking, weights);
        double[] negatives = points.falsePositives();
        double[] positives = points.truePositives();
        double allNegatives = negatives[negatives.length - 1];
        double allPositives = positives[positives.length - 1];
        return new RocCurve(
                points.thresholds(),
                Arrays.stream(negatives).map(fp -> fp / allNegatives).toArray(),
                Arrays.stream(positives).map(tp -> tp / allPositives).toArray());
    }

    /**
     * The area under the curve: the probability that a positive row has a higher score than a negative one, ties counting half
     * (the statistic of Mann and Whitney, 1947).
     *
     * <pre>A = Σ_steps ΔFP (TP + TP before)/2 / (P N)</pre>
     *
     * @return in [0, 1]; NaN without positive or without negative rows
     */
    public static double area(Ranking ranking, double[] weights) {
        double truePositives = 0;
        double falsePositives = 0;
        double truePositivesBefore = 0;
        double falsePositivesBefore = 0;
        double twice = 0;
        for (int i = 0; i < ranking.size(); i++) {
            double weight = weights[ranking.row(i)];
            if (ranking.isPositive(i)) {
                truePositives += weight;
            } else {
                falsePositives += weight;
            }
            if (ranking.isLastOfTie(i)) {
                twice += (falsePositives - falsePositivesBefore) * (truePositives + truePositivesBefore);
                truePositivesBefore = truePositives;
                falsePositivesBefore = falsePositives;
            }
        }
        return twice / (2 * truePositives * falsePositives);
    }

    /** The curve without the points between two others on a level or upright line, which no picture shows. */
    public RocCurve corners() {
        int[] kept = Points.corners(falsePositiveRates, truePositiveRates);
        return new RocCurve(
                Points.of(thresholds, kept), Points.of(falsePositiveRates, kept), Points.of(truePositiveRates, kept));
    }
}
