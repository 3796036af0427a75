package nn.core.loss;

import nn.core.data.Targets;

/**
 * A loss of the form {@code ℓ_r = s Σ_j (a_j − y_j)²}, which is what methods for least squares need: with the residuals {@code
 * √(2 s ω_r) (a_rj − y_rj)} it is half a sum of squares.
 */
public interface SumOfSquares extends Loss {

    /** s, greater than 0. */
    double scale(Targets targets);
}
