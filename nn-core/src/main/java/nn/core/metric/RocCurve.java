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
        points.at(Float.POSITIVE_INFINITY, 0, 0);
        ranking.walk(weights, points);
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
        Area area = new Area();
        ranking.walk(weights, area);
        return area.sum / (area.truePositives * area.falsePositives);
    }

    private static final class Area implements Ranking.Step {
        private double truePositives;
        private double falsePositives;
        private double sum;

        @Override
        public void at(float threshold, double truePositives, double falsePositives) {
            sum += (falsePositives - this.falsePositives) * (truePositives + this.truePositives) / 2;
            this.truePositives = truePositives;
            this.falsePositives = falsePositives;
        }
    }

    /** The curve without the points between two others on a level or upright line, which no picture shows. */
    public RocCurve corners() {
        int[] kept = Points.corners(falsePositiveRates, truePositiveRates);
        return new RocCurve(
                Points.of(thresholds, kept), Points.of(falsePositiveRates, kept), Points.of(truePositiveRates, kept));
    }
}
