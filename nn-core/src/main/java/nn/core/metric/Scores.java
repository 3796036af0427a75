package nn.core.metric;

/**
 * What came out when a model predicted rows whose targets are known.
 *
 * @param rows what is true and what the model says
 * @param loss the mean of the loss that the network was trained with
 */
public record Scores(ScoredRows rows, double loss) {}
