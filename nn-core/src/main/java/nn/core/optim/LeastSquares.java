package nn.core.optim;

/**
 * An objective that is half a sum of squares of residuals r, for methods of Gauss and Newton's kind:
 *
 * <pre>L(θ) = ½ Σ_i r_i(θ)²      g = Jᵀr      J_ij = ∂r_i/∂θ_j</pre>
 */
public interface LeastSquares extends Objective {

    /**
     * The value, the gradient, and the part of the second derivatives that needs only first ones.
     *
     * @param point θ; not modified
     * @param gradient overwritten with Jᵀr
     * @param curvature overwritten with the lower triangle of JᵀJ, one array per row, the i-th of i + 1 elements or more
     */
    double gaussNewton(double[] point, double[] gradient, double[][] curvature);
}
