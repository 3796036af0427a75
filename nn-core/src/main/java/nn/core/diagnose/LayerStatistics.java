package nn.core.diagnose;

import java.util.Optional;

/**
 * A layer as the notes count them: weights with the activation (and whatever else) that follows them, up to the next weights.
 *
 * @param number its number l, from 1 for the first hidden layer to L for the output layer
 * @param name the name of the stage that has the weights, for example {@code dense1}
 * @param activations Aˡ, the outputs of its activation, or Zˡ without one
 * @param signals Dˡ = dL/dZˡ, the errors that arrive at its weights, with the factor 1/B of the mean over the rows
 * @param gradients dL/dWˡ
 * @param weights Wˡ
 * @param units what its units do, if it has an elementwise activation
 */
public record LayerStatistics(
        int number,
        String name,
        Distribution activations,
        Distribution signals,
        Distribution gradients,
        Distribution weights,
        Optional<UnitStatistics> units) {

    /** {@code ‖dL/dW‖ / ‖W‖}: the relative change of the weights in a step of gradient descent with η = 1. */
    public double gradientToWeight() {
        return gradients.rootMeanSquare() / weights.rootMeanSquare();
    }
}
