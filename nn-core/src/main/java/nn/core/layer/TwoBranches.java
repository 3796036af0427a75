package nn.core.layer;

import java.util.List;
import java.util.Optional;

/**
 * Layers and what leads around them, both from the same input: what {@link Residual} and {@link Concatenate} have in common.
 *
 * @param inputWidth numbers in a row of the input
 * @param layers the layers
 * @param shortcut the way around them, often the identity
 */
record TwoBranches(int inputWidth, Chain layers, Chain shortcut) {

    /** Names the parameters of the shortcut's layers, for example {@code residual1.shortcut.dense1.weights}. */
    private static final String SHORTCUT = "shortcut";

    static List<Layer> checked(String setting, List<Layer> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("Setting \"" + setting + "\" is empty, expected at least one layer.");
        }
        return List.copyOf(layers);
    }

    static TwoBranches build(LayerContext context, List<Layer> layers, Optional<List<Layer>> shortcut) {
        return new TwoBranches(
                context.inputShape().size(),
                Chain.build(context, layers),
                Chain.build(context.within(SHORTCUT), shortcut.orElse(List.of())));
    }

    void parameterGradients(
            TrainingWorkspace workspace, float[] input, float[] shortcutGradient, float[] layersGradient) {
        layers.parameterGradients(workspace, input, layersGradient);
        shortcut.parameterGradients(workspace, input, shortcutGradient);
    }

    /** The input's gradient: the sum of what comes back through both. */
    void inputGradient(
            TrainingWorkspace workspace,
            float[] input,
            float[] shortcutGradient,
            float[] layersGradient,
            float[] inputGradient) {
        float[] around = shortcut.inputGradient(workspace, input, shortcutGradient);
        float[] through = layers.inputGradient(workspace, input, layersGradient);
        int n = workspace.rows() * inputWidth;
        for (int i = 0; i < n; i++) {
            inputGradient[i] = around[i] + through[i];
        }
    }
}
