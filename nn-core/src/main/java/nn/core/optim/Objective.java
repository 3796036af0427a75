package nn.core.optim;

/**
 * A differentiable function of many variables that an {@link ObjectiveOptimizer} minimizes. Its {@code toString} names it in
 * messages.
 */
public interface Objective {

    /** The number of variables. */
    int dimension();

    /**
     * The value and the gradient at a point.
     *
     * @param point the variables; not modified
     * @param gradient overwritten with the derivatives
     */
    double valueAndGradient(double[] point, double[] gradient);
}
