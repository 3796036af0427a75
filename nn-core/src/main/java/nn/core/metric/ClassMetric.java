package nn.core.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How good predicted classes and their probabilities are. Of two classes the second is the positive one. */
public enum ClassMetric implements Metric {
    /** The share of rows whose class was predicted. */
    ACCURACY("", counts(counts -> counts.allRight() / counts.all())),
    /** The mean over the classes of the share of their rows that was found; the macro average of recall. */
    BALANCED_ACCURACY("", average(BinaryCounts::recall, Average.MACRO)),
    /** Of the rows predicted positive, the share that is; of two classes. */
    PRECISION("two classes, and a row predicted as the second", ofPositive(BinaryCounts::precision)),
    /** Of the positive rows, the share that was found; of two classes. */
    RECALL("two classes, and a row of the second", ofPositive(BinaryCounts::recall)),
    /** The harmonic mean of precision and recall; of two classes. */
    F1("two classes, and a row of the second or predicted as it", ofPositive(BinaryCounts::f1)),
    /** Precision of all predictions together, which is the accuracy, as each row has one class. */
    PRECISION_MICRO("", micro(BinaryCounts::precision)),
    /** The mean precision of the classes. */
    PRECISION_MACRO("every class that occurs to be predicted", average(BinaryCounts::precision, Average.MACRO)),
    /** The mean precision of the classes, each as often as it occurs. */
    PRECISION_WEIGHTED("every class that occurs to be predicted", average(BinaryCounts::precision, Average.WEIGHTED)),
    /** Recall of all rows together, which is the accuracy, as each row has one class. */
    RECALL_MICRO("", micro(BinaryCounts::recall)),
    /** The mean recall of the classes. */
    RECALL_MACRO("", average(BinaryCounts::recall, Average.MACRO)),
    /** The mean recall of the classes, each as often as it occurs, which is the accuracy. */
    RECALL_WEIGHTED("", average(BinaryCounts::recall, Average.WEIGHTED)),
    /** F₁ of all rows together, which is the accuracy, as each row has one class. */
    F1_MICRO("", micro(BinaryCounts::f1)),
    /** The mean F₁ of the classes. */
    F1_MACRO("", average(BinaryCounts::f1, Average.MACRO)),
    /** The mean F₁ of the classes, each as often as it occurs. */
    F1_WEIGHTED("", average(BinaryCounts::f1, Average.WEIGHTED)),
    /** Agreement beyond chance. */
    COHEN_KAPPA("more than one class", counts(CohenKappa::of)),
    /** The correlation of predicted and true classes. */
    MATTHEWS("more than one class, true and predicted", counts(Matthews::of)),
    /** The area under the ROC curve; of several classes the mean of each against all others. */
    ROC_AUC("rows of more than one class", ranked(RocCurve::area, Average.MACRO)),
    /** The mean area under the ROC curves of each class against all others, each as often as it occurs. */
    ROC_AUC_WEIGHTED("rows of more than one class", ranked(RocCurve::area, Average.WEIGHTED)),
    /** The area under the precision-recall curve; of several classes the mean of each against all others. */
    AVERAGE_PRECISION("a row of the positive class", ranked(PrecisionRecallCurve::area, Average.MACRO)),
    /** The mean area under the precision-recall curves of each class against all others, each as often as it occurs. */
    AVERAGE_PRECISION_WEIGHTED("a row of the positive class", ranked(PrecisionRecallCurve::area, Average.WEIGHTED)),
    /** The share of rows whose class is among the two with the highest scores. */
    TOP_2_ACCURACY("more than two classes", top(2)),
    /** The share of rows whose class is among the three with the highest scores. */
    TOP_3_ACCURACY("more than three classes", top(3)),
    /** The share of rows whose class is among the five with the highest scores. */
    TOP_5_ACCURACY("more than five classes", top(5)),
    /** The mean of −ln p of the true class. */
    LOG_LOSS("probabilities", probabilities(rows -> Statistic.mean(LogLoss.ofRows(rows)))),
    /** Half the mean squared distance of the probabilities from what came true. */
    BRIER("probabilities", probabilities(rows -> Statistic.mean(Brier.ofRows(rows)))),
    /** The expected calibration error: how far off the model's confidence is from how often it is right. */
    CALIBRATION_ERROR("probabilities", probabilities(CalibrationCurve::expectedErrorOf));

    private static final Statistic UNDEFINED = weights -> Double.NaN;

    private final String needs;

    @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
    private final Function<ScoredClasses, Statistic> figure;

    ClassMetric(String needs, Function<ScoredClasses, Statistic> figure) {
        this.needs = needs;
        this.figure = figure;
    }

    /** The metrics that a person wants first: of two classes with those of the positive one. */
    static List<Metric> main(int classes) {
        return classes == 2
                ? List.of(
                        ACCURACY,
                        BALANCED_ACCURACY,
                        PRECISION,
                        RECALL,
                        F1,
                        MATTHEWS,
                        ROC_AUC,
                        AVERAGE_PRECISION,
                        LOG_LOSS,
                        BRIER,
                        CALIBRATION_ERROR)
                : List.of(
                        ACCURACY,
                        BALANCED_ACCURACY,
                        F1_MACRO,
                        COHEN_KAPPA,
                        MATTHEWS,
                        ROC_AUC,
                        AVERAGE_PRECISION,
                        LOG_LOSS,
                        BRIER,
                        CALIBRATION_ERROR);
    }

    @Override
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean higherIsBetter() {
        return this != LOG_LOSS && this != BRIER && this != CALIBRATION_ERROR;
    }

    @Override
    public String needs() {
        return needs;
    }

    @Override
    public boolean isShareOfRows() {
        return switch (this) {
            case ACCURACY,
                    PRECISION_MICRO,
                    RECALL_MICRO,
                    RECALL_WEIGHTED,
                    F1_MICRO,
                    TOP_2_ACCURACY,
                    TOP_3_ACCURACY,
                    TOP_5_ACCURACY -> true;
            default -> false;
        };
    }

    @Override
    public Statistic on(ScoredRows rows) {
        if (rows instanceof ScoredClasses classes) {
            return figure.apply(classes);
        }
        throw new IllegalArgumentException(key() + " is a metric of classes, and the rows have none.");
    }

    private static Function<ScoredClasses, Statistic> counts(ToDoubleFunction<ClassCounts> figure) {
        return rows -> weights -> figure.applyAsDouble(ClassCounts.of(rows, weights));
    }

    private static Function<ScoredClasses, Statistic> average(ToDoubleFunction<BinaryCounts> figure, Average average) {
        return counts(counts -> average.of(counts.each(), figure));
    }

    private static Function<ScoredClasses, Statistic> micro(ToDoubleFunction<BinaryCounts> figure) {
        return counts(counts -> figure.applyAsDouble(BinaryCounts.sum(counts.each())));
    }

    private static Function<ScoredClasses, Statistic> ofPositive(ToDoubleFunction<BinaryCounts> figure) {
        return counts(counts -> counts.classes() == 2 ? figure.applyAsDouble(counts.of(1)) : Double.NaN);
    }

    private static Function<ScoredClasses, Statistic> top(int k) {
        return rows -> rows.classes().size() > k ? Statistic.mean(TopK.ofRows(rows, k)) : UNDEFINED;
    }

    private static Function<ScoredClasses, Statistic> probabilities(Function<ScoredClasses, Statistic> figure) {
        return rows -> rows.probabilities() ? figure.apply(rows) : UNDEFINED;
    }

    /** The area of the positive class, or the average over each class against all others. */
    private static Function<ScoredClasses, Statistic> ranked(
            ToDoubleBiFunction<Ranking, double[]> area, Average average) {
        return rows -> {
            if (rows.classes().size() == 2) {
                Ranking positive = rows.ranking(1);
                return weights -> area.applyAsDouble(positive, weights);
            }
            Ranking[] each = IntStream.range(0, rows.classes().size())
                    .mapToObj(rows::ranking)
                    .toArray(Ranking[]::new);
            return weights -> average.of(
                    Arrays.stream(each)
                            .mapToDouble(ranking -> area.applyAsDouble(ranking, weights))
                            .toArray(),
                    ClassCounts.of(rows, weights).actual());
        };
    }
}
