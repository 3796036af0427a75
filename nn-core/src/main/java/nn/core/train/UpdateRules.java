package nn.core.train;

import java.util.Optional;
import nn.core.spi.Require;

/**
 * What happens to gradients before and to parameters after an optimizer's step.
 *
 * @param penalty what large weights cost
 * @param clipping limits of the gradient
 * @param maxNorm limit of the norm of each unit's incoming weights, greater than 0
 */
record UpdateRules(Penalty penalty, Clipping clipping, Optional<Double> maxNorm) {

    static final UpdateRules NONE = new UpdateRules(Penalty.NONE, Clipping.NONE, Optional.empty());

    UpdateRules {
        maxNorm.ifPresent(limit -> Require.positive("maxNorm", limit));
    }

    UpdateRules withPenalty(Penalty value) {
        return new UpdateRules(value, clipping, maxNorm);
    }

    UpdateRules withClipping(Clipping value) {
        return new UpdateRules(penalty, value, maxNorm);
    }

    UpdateRules withMaxNorm(double limit) {
        return new UpdateRules(penalty, clipping, Optional.of(limit));
    }
}
