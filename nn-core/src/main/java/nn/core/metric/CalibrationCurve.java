package nn.core.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether what is predicted with a probability of p happens in a share p of the rows: rows in bins of equal width of the
 * probability (DeGroot and Fienberg, "The comparison and evaluation of forecasters", 1983).
 *
 * @param bins those that hold rows, in rising order
 */
public record CalibrationCurve(List<Bin> bins) {

    /** The number of bins in which the metrics sort probabilities. */
    public static final int BINS = 10;

    /**
     * Rows of similar probability.
     *
     * @param from above which the probabilities are; 0 itself is in the first bin
     * @param to up to which they are
     * @param weight of the rows
     * @param probability the mean of the probabilities
     * @param share of the rows in which it happened
     */
    public record Bin(double from, double to, double weight, double probability, double share) {}

    /** Keeps a copy of the list. */
    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts rows into bins.
     *
     * @param probabilities in [0, 1]
     * @param happened for each row
     * @param weights how much each row counts
     * @param bins how many bins; 1 or more
     */
    public static CalibrationCurve of(double[] probabilities, boolean[] happened, double[] weights, int bins) {
        double[] weight = new double[bins];
        double[] probability = new double[bins];
        double[] share = new double[bins];
        for (int row = 0; row < weights.length; row++) {
            int bin = Math.max(0, (int) Math.ceil(probabilities[row] * bins) - 1);
            weight[bin] += weights[row];
            probability[bin] += weights[row] * probabilities[row];
            share[bin] += happened[row] ? weights[row] : 0;
        }
        List<Bin> filled = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            if (weight[b] > 0) {
                filled.add(new Bin(
                        (double) b / bins,
                        (double) (b + 1) / bins,
                        weight[b],
                        probability[b] / weight[b],
                        share[b] / weight[b]));
            }
        }
        return new CalibrationCurve(filled);
    }

    /** How sure a model is of the class that it predicts, against how often it is right. */
    public static CalibrationCurve ofConfidence(ScoredClasses rows, double[] weights) {
        return of(confidence(rows), right(rows), weights, BINS);
    }

    /** The expected calibration error of predicted classes. */
    static Statistic expectedErrorOf(ScoredClasses rows) {
        double[] confidence = confidence(rows);
        boolean[] right = right(rows);
        return weights -> of(confidence, right, weights, BINS).expectedError();
    }

    private static double[] confidence(ScoredClasses rows) {
        double[] confidence = new double[rows.rows()];
        for (int row = 0; row < confidence.length; row++) {
            confidence[row] = rows.confidence(row);
        }
        return confidence;
    }

    private static boolean[] right(ScoredClasses rows) {
        boolean[] right = new boolean[rows.rows()];
        for (int row = 0; row < right.length; row++) {
            right[row] = rows.isRight(row);
        }
        return right;
    }

    /**
     * The mean distance of probability and share (Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using
     * Bayesian binning", AAAI 2015), in [0, 1]. With few rows in a bin it is well above 0 for a perfect model too.
     *
     * <pre>ECE = Σ_bins (w_b/W) abs(share_b − probability_b)</pre>
     */
    public double expectedError() {
        double sum = 0;
        double all = 0;
        for (Bin bin : bins) {
            sum += bin.weight * Math.abs(bin.share - bin.probability);
            all += bin.weight;
        }
        return sum / all;
    }
}
