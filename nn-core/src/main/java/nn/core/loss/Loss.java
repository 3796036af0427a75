package nn.core.loss;

import java.util.Optional;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.spi.Configurable;

/**
 * The cost of a batch as a function of the network's logits, and its gradient. The cost is the mean over the rows, {@code L =
 * Σ_r ω_r ℓ_r}, where the weights ω of the {@linkplain Batch#rowWeights() rows} add up to 1 (without weights of their own,
 * each is 1/B).
 */
public interface Loss extends Configurable {

    /**
     * The number of logits a network needs for these targets.
     *
     * @throws nn.core.NnException.Configuration if this loss cannot be used with them; the message names one that can
     */
    int outputWidth(Targets targets);

    /** How predictions are read off the logits. */
    Link link();

    /**
     * Whether target values may be shifted and scaled for the network, which suits losses of differences; not where the values mean
     * something by themselves, as counts and probabilities do.
     */
    default boolean allowsScaledTargets() {
        return true;
    }

    /**
     * What is wrong with the target values of a row, if this loss is not defined for them.
     *
     * @param values one for each quantity
     * @return in words, for example {@code the target is -1.0, expected a count, 0 or more}
     */
    default Optional<String> objectionTo(double[] values) {
        return Optional.empty();
    }

    /**
     * The cost of a batch.
     *
     * @param kernel for elementary functions
     * @param batch the rows with their targets and weights
     * @param logits rows × output width; not modified
     */
    double value(MatrixKernel kernel, Batch batch, float[] logits);

    /**
     * The cost of a batch and its gradient.
     *
     * @param kernel for elementary functions
     * @param batch the rows with their targets and weights
     * @param logits rows × output width; not modified
     * @param logitGradient dL/dlogits, rows × output width; overwritten
     */
    double valueAndGradient(MatrixKernel kernel, Batch batch, float[] logits, float[] logitGradient);

    /** The textbook definition of the cost in {@code double}, one array of logits per row; for checks. */
    double reference(Batch batch, double[][] logits);
}
