package nn.core.optim;

/**
 * An optimizer that minimizes a function of all parameters by itself, such as a quasi-Newton method. In a training that function
 * is the loss over all rows, or over a sample that stays the same.
 */
public non-sealed interface ObjectiveOptimizer extends Optimizer {

    /** The number of rows that make up the objective in a training; 0 for all. */
    default int sampleRows() {
        return 0;
    }

    /**
     * Refuses what this optimizer cannot minimize, before anything is computed.
     *
     * @param objective the function
     * @throws nn.core.NnException.Configuration if it lacks what the method needs
     * @throws nn.core.NnException.LimitExceeded if it has too many variables
     */
    default void requireSuitable(Objective objective) {}

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
