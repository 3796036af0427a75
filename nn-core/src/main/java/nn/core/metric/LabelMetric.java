package nn.core.metric;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How good predicted labels and their probabilities are where any number of labels may apply to a row. */
public enum LabelMetric implements Metric {
    /** The share of labels that are right, over all rows. */
    ACCURACY("", rows -> Statistic.mean(rightLabels(rows))),
    /** The share of rows in which every label is right. */
    EXACT_MATCH("", rows -> Statistic.mean(exactRows(rows))),
    /** Precision of all labels together. */
    PRECISION_MICRO("a label to be predicted", micro(BinaryCounts::precision)),
    /** The mean precision of the labels. */
    PRECISION_MACRO("every label that applies to be predicted", average(BinaryCounts::precision, Average.MACRO)),
    /** The mean precision of the labels, each as often as it applies. */
    PRECISION_WEIGHTED("every label that applies to be predicted", average(BinaryCounts::precision, Average.WEIGHTED)),
    /** Recall of all labels together. */
    RECALL_MICRO("a label that applies", micro(BinaryCounts::recall)),
    /** The mean recall of the labels. */
    RECALL_MACRO("a label that applies", average(BinaryCounts::recall, Average.MACRO)),
    /** The mean recall of the labels, each as often as it applies. */
    RECALL_WEIGHTED("a label that applies", average(BinaryCounts::recall, Average.WEIGHTED)),
    /** F₁ of all labels together. */
    F1_MICRO("a label that applies or is predicted", micro(BinaryCounts::f1)),
    /** The mean F₁ of the labels. */
    F1_MACRO("a label that applies or is predicted", average(BinaryCounts::f1, Average.MACRO)),
    /** The mean F₁ of the labels, each as often as it applies. */
    F1_WEIGHTED("a label that applies", average(BinaryCounts::f1, Average.WEIGHTED)),
    /** The mean area under the labels' ROC curves. */
    ROC_AUC("every label that applies not to apply to all rows", ranked(RocCurve::area)),
    /** The mean area under the labels' precision-recall curves. */
    AVERAGE_PRECISION("a label that applies", ranked(PrecisionRecallCurve::area)),
    /** The mean of −ln p of what came true, over rows and labels. */
    LOG_LOSS("", rows -> Statistic.mean(LogLoss.ofRows(rows))),
    /** The mean squared distance of the probabilities from what came true. */
    BRIER("", rows -> Statistic.mean(Brier.ofRows(rows)));

    private final String needs;

    @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
    private final Function<ScoredLabels, Statistic> figure;

    LabelMetric(String needs, Function<ScoredLabels, Statistic> figure) {
        this.needs = needs;
        this.figure = figure;
    }

    /** The metrics that a person wants first. */
    static List<Metric> main() {
        return List.of(
                ACCURACY,
                EXACT_MATCH,
                PRECISION_MICRO,
                RECALL_MICRO,
                F1_MICRO,
                F1_MACRO,
                ROC_AUC,
                AVERAGE_PRECISION,
                LOG_LOSS,
                BRIER);
    }

    @Override
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean higherIsBetter() {
        return this != LOG_LOSS && this != BRIER;
    }

    @Override
    public String needs() {
        return needs;
    }

    @Override
    public boolean isShareOfRows() {
        return this == EXACT_MATCH;
    }

    @Override
    public Statistic on(ScoredRows rows) {
        if (rows instanceof ScoredLabels labels) {
            return figure.apply(labels);
        }
        throw new IllegalArgumentException(key() + " is here a metric of labels, and the rows have none.");
    }

    /** The share of right labels of each row. */
    private static double[] rightLabels(ScoredLabels rows) {
        int labels = rows.labels().size();
        int[] right = new int[rows.rows()];
        for (int i = 0; i < rows.actual().length; i++) {
            right[i / labels] += rows.actual()[i] == rows.predicted()[i] ? 1 : 0;
        }
        return IntStream.of(right).mapToDouble(count -> (double) count / labels).toArray();
    }

    /** 1 for each row of which every label is right, else 0. */
    private static double[] exactRows(ScoredLabels rows) {
        double[] shares = rightLabels(rows);
        for (int row = 0; row < shares.length; row++) {
            shares[row] = shares[row] == 1 ? 1 : 0;
        }
        return shares;
    }

    private static Function<ScoredLabels, Statistic> micro(ToDoubleFunction<BinaryCounts> figure) {
        return rows -> weights -> figure.applyAsDouble(BinaryCounts.sum(rows.counts(weights)));
    }

    private static Function<ScoredLabels, Statistic> average(ToDoubleFunction<BinaryCounts> figure, Average average) {
        return rows -> weights -> average.of(rows.counts(weights), figure);
    }

    private static Function<ScoredLabels, Statistic> ranked(ToDoubleBiFunction<Ranking, double[]> area) {
        return rows -> {
            List<Ranking> each = IntStream.range(0, rows.labels().size())
                    .mapToObj(rows::ranking)
                    .toList();
            return weights -> Average.MACRO.of(
                    each.stream()
                            .mapToDouble(ranking -> area.applyAsDouble(ranking, weights))
                            .toArray(),
                    each.stream()
                            .mapToDouble(ranking -> ranking.positives(weights))
                            .toArray());
        };
    }
}
