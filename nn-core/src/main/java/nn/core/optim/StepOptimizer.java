package nn.core.optim;

import java.util.Map;
import nn.core.layer.ParameterLayout;

/** An optimizer that changes the parameters a little after each mini-batch. */
public non-sealed interface StepOptimizer extends Optimizer {

    /** The learning rate η before a {@link Schedule} changes it. */
    double learningRate();

    /** Whether each step needs the gradient over all training rows: batches of some of them are then refused. */
    default boolean needsAllRows() {
        return false;
    }

    /** What the optimizer remembers between steps, at its start: for parameters laid out like this. */
    State newState(ParameterLayout layout);

    /** What a step optimizer remembers between steps, and the step itself. */
    interface State {

        /**
         * Changes some of the parameters; called for all of them in each step, possibly range by range on several threads. A
         * parameter's new value may depend only on values of the same index.
         *
         * @param parameters θ; the range is changed
         * @param gradients dL/dθ; not modified
         * @param from index of the first parameter of the range
         * @param to index after the last
         * @param step the number of this step, from 1
         * @param learningRate η of this step, the schedule's factor included
         */
        void step(float[] parameters, float[] gradients, int from, int to, long step, double learningRate);

        /** The remembered arrays by name, each as long as the parameters; the live arrays, so that a checkpoint can fill them. */
        Map<String, float[]> arrays();
    }
}
