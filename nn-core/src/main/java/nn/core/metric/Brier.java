package nn.core.metric;

/**
 * The squared distance of predicted probabilities from what came true (Brier, "Verification of forecasts expressed in terms of
 * probability", 1950), halved, so that it lies in [0, 1] for any number of classes and is {@code (p − y)²} for two.
 */
public final class Brier {

    private Brier() {}

    /** {@code ½ Σ_c (p_c − [c = y])²} of each row. */
    public static double[] ofRows(ScoredClasses rows) {
        int classes = rows.classes().size();
        double[] scores = new double[rows.rows()];
        for (int row = 0; row < scores.length; row++) {
            for (int c = 0; c < classes; c++) {
                double error = rows.score(row, c) - (c == rows.labels()[row] ? 1 : 0);
                scores[row] += error * error / 2;
            }
        }
        return scores;
    }

    /** The mean of {@code (p − y)²} over the labels of each row. */
    public static double[] ofRows(ScoredLabels rows) {
        int labels = rows.labels().size();
        double[] scores = new double[rows.rows()];
        for (int i = 0; i < rows.actual().length; i++) {
            double error = rows.probabilities()[i] - (rows.actual()[i] ? 1 : 0);
            scores[i / labels] += error * error / labels;
        }
        return scores;
    }
}
