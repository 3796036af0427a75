package nn.core.optim;

/** An optimizer that minimizes a function of all parameters by itself, such as a quasi-Newton method. */
public non-sealed interface ObjectiveOptimizer extends Optimizer {

    /**
     * Lowers an objective until it has converged, its limits are reached, or the observer says stop.
     *
     * @param objective the function
     * @param point the start; holds the best point found at the end
     * @param observer told after every iteration
     */
    void minimize(Objective objective, double[] point, Observer observer);

    /** Watches a minimization. */
    @FunctionalInterface
    interface Observer {
        /**
         * Called after each iteration.
         *
         * @param iteration its number, from 1
         * @param value the objective's value
         * @param point where it was taken; not to be modified
         * @return whether to go on
         */
        boolean iterated(int iteration, double value, double[] point);
    }
}
