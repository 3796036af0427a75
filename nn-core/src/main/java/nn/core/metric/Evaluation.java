package nn.core.metric;

import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** What came out when a model was measured on some rows. */
public sealed interface Evaluation permits ClassificationEvaluation, MultiLabelEvaluation, RegressionEvaluation {

    /** The number of rows. */
    int rows();

    /** The mean of the loss that the network was trained with. */
    double loss();

    /** The metrics by name, the one people look at first in front. */
    SequencedMap<String, Double> metrics();

    /** What {@link #score} is: {@code accuracy}, {@code r2}, or {@code negative-loss}. */
    default String scoreName() {
        return metrics().firstEntry().getKey();
    }

    /** By which models are ranked: the metric people look at first. Higher is better; NaN where it is not defined. */
    default double score() {
        return metrics().firstEntry().getValue();
    }

    /**
     * Whether this is the better result of the same network: of classes the higher score, or with equal scores the lower loss, since
     * the loss alone would let a single row that is wrong with much confidence outweigh many right ones; of numbers the lower loss.
     */
    default boolean isBetterThan(Evaluation other) {
        int order = Double.compare(score(), other.score());
        return order == 0 ? loss() < other.loss() : order > 0;
    }

    /** The loss and the metric people look at first. */
    default String headline() {
        Map.Entry<String, Double> metric = metrics().firstEntry();
        return String.format(Locale.ROOT, "loss %.4f, %s %.4f", loss(), metric.getKey(), metric.getValue());
    }

    /** A table for people. */
    String table();
}
