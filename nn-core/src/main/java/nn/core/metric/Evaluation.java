package nn.core.metric;

import java.util.SequencedMap;

/** What came out when a model was measured on some rows. */
public sealed interface Evaluation permits ClassificationEvaluation, RegressionEvaluation {

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

    /** A table for people. */
    String table();
}
