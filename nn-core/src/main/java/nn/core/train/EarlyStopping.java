package nn.core.train;

import java.util.Optional;
import nn.core.metric.Evaluation;
import nn.core.network.Network;

/**
 * Remembers the network with the {@linkplain Evaluation#isBetterThan best} validation result, and says when there has been no
 * progress for a number of epochs (Prechelt, "Early stopping — but when?", 1998): neither a better result nor a lower loss. On few
 * rows the score moves in steps and by chance, while the loss still falls. Without a validation part the last network is the
 * best.
 */
final class EarlyStopping {

    private final int patience;
    private final int notBefore;
    private final Network network;
    private final Network best;
    private Optional<Evaluation> bestEvaluation = Optional.empty();
    private int bestEpoch;
    private double lowestLoss = Double.POSITIVE_INFINITY;
    private int lastProgress;

    /**
     * @param patience epochs without progress after which to stop; 0 never stops
     * @param notBefore the epoch at which patience begins anew
     */
    EarlyStopping(int patience, int notBefore, Network network) {
        this.patience = patience;
        this.notBefore = notBefore;
        this.network = network;
        this.best = network.copy();
    }

    /** Looks at the network after an epoch; returns whether it is the best so far. */
    boolean isBest(int epoch, Optional<Evaluation> validation) {
        if (validation.isPresent() && validation.get().loss() < lowestLoss) {
            lowestLoss = validation.get().loss();
            lastProgress = epoch;
        }
        if (validation.isPresent()
                && bestEvaluation.isPresent()
                && !validation.get().isBetterThan(bestEvaluation.get())) {
            return false;
        }
        bestEvaluation = validation;
        bestEpoch = epoch;
        lastProgress = epoch;
        best.copyFrom(network);
        return true;
    }

    boolean isOver(int epoch) {
        return patience > 0 && epoch - Math.max(lastProgress, notBefore) >= patience;
    }

    int bestEpoch() {
        return bestEpoch;
    }

    /** Goes back to the best network, and is patient anew. */
    void beginPhase(int epochsBefore) {
        restoreBest();
        lastProgress = epochsBefore;
    }

    void restoreBest() {
        network.copyFrom(best);
    }
}
