package nn.core.metric;

/**
 * How precise the rows above a threshold are, against the share of the positive rows among them.
 *
 * @param thresholds falling
 * @param precisions TP/(TP + FP) at each threshold, in [0, 1]
 * @param recalls TP/P at each threshold, in [0, 1]; NaN without positive rows
 */
public record PrecisionRecallCurve(double[] thresholds, double[] precisions, double[] recalls) {

    /** The curve. */
    public static PrecisionRecallCurve of(Ranking ranking, double[] weights) {
        Points points = new Points();
        points.addAll(ranking, weights);
        double[] truePositives = points.truePositives();
        double[] falsePositives = points.falsePositives();
        double positives = truePositives[truePositives.length - 1];
        double[] precisions = new double[truePositives.length];
        double[] recalls = new double[truePositives.length];
        for (int i = 0; i < precisions.length; i++) {
            precisions[i] = truePositives[i] / (truePositives[i] + falsePositives[i]);
            recalls[i] = truePositives[i] / positives;
        }
        return new PrecisionRecallCurve(points.thresholds(), precisions, recalls);
    }

    /**
     * The area under the curve as a sum of steps, the average precision; straight lines between the points would promise more than
     * any threshold gives (Davis and Goadrich, "The relationship between precision-recall and ROC curves", ICML 2006).
     *
     * <pre>AP = Σ_steps (ΔTP/P) TP/(TP + FP)</pre>
     *
     * @return in [0, 1]; NaN without positive rows
     */
    public static double area(Ranking ranking, double[] weights) {
        double truePositives = 0;
        double falsePositives = 0;
        double truePositivesBefore = 0;
        double sum = 0;
        for (int i = 0; i < ranking.size(); i++) {
            double weight = weights[ranking.row(i)];
            if (ranking.isPositive(i)) {
                truePositives += weight;
            } else {
                falsePositives += weight;
            }
            if (ranking.isLastOfTie(i) && truePositives > truePositivesBefore) {
                sum += (truePositives - truePositivesBefore) * truePositives / (truePositives + falsePositives);
                truePositivesBefore = truePositives;
            }
        }
        return sum / truePositives;
    }

    /** The curve without the points between two others of the same recall. */
    public PrecisionRecallCurve corners() {
        int[] kept = Points.corners(recalls, recalls);
        return new PrecisionRecallCurve(
                Points.of(thresholds, kept), Points.of(precisions, kept), Points.of(recalls, kept));
    }
}
