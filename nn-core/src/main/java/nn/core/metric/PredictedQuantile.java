package nn.core.metric;

/**
 * A number below which a model expects a share of the targets to lie, for each row.
 *
 * @param share in (0, 1)
 * @param values rows × quantities, in the units of the targets
 */
public record PredictedQuantile(double share, double[] values) {}
