package nn.core.loss;

/** A loss that teaches a network where targets lie around its prediction, in the form of quantiles. */
public interface DistributionalLoss extends Loss {

    /** The quantiles that the outputs tell, by the share of the targets that should lie below each, in (0, 1). */
    double[] quantiles();

    /**
     * One of the {@link #quantiles}, in the scale in which the network sees targets.
     *
     * @param share which
     * @param logits rows × output width
     * @param row which row
     * @param quantity which of the quantities
     * @param quantities how many there are
     */
    double quantile(double share, float[] logits, int row, int quantity, int quantities);
}
