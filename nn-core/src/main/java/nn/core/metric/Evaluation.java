package nn.core.metric;

import java.util.SequencedMap;

/** What came out when a model was measured on some rows. */
public sealed interface Evaluation permits ClassificationEvaluation, MultiLabelEvaluation, RegressionEvaluation {

    /** The number of rows. */
    int rows();

    /** The mean of the loss that the network was trained with. */
    double loss();

    /** The metrics by name, the one people look at first in front. */
    SequencedMap<String, Double> metrics();

    /** The metric people look at first: accuracy, or R². Higher is better. */
    default double score() {
        return metrics().firstEntry().getValue();
    }

    /**
     * Whether this is the better result: the higher score, or with equal scores (or none, where targets do not vary) the lower
     * loss. The loss alone would let a single row that is wrong with much confidence outweigh many right ones.
     */
    default boolean isBetterThan(Evaluation other) {
        int order = Double.compare(score(), other.score());
        return order == 0 ? loss() < other.loss() : order > 0;
    }

    /** A table for people. */
    String table();
}
