package nn.core.data;

import nn.core.kernel.Compute;
import nn.core.metric.Evaluation;
import nn.core.metric.Scores;

/** What a {@link TestPart} lets near its rows: a finished model and nothing else. */
public sealed interface Evaluable permits nn.core.model.Model {

    /** What tells this model from any other: the SHA-256 of its parameters and state, in lower-case hexadecimal. */
    String fingerprint();

    /** Measures the predictions for some rows against their targets. */
    Evaluation evaluate(Dataset dataset, int[] rows, Compute compute);

    /** Predicts some rows and keeps what is said of each beside its target, for metrics that need all rows at once. */
    Scores score(Dataset dataset, int[] rows, Compute compute);
}
