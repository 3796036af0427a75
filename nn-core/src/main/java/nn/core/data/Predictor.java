package nn.core.data;

import nn.core.kernel.Compute;
import nn.core.metric.Evaluation;

/** What a {@link TestPart} lets near its rows: a finished model and nothing else. */
public sealed interface Predictor permits nn.core.model.Model {

    /** Measures the predictions for some rows against their targets. */
    Evaluation evaluate(Dataset dataset, int[] rows, Compute compute);
}
