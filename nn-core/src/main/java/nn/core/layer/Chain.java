package nn.core.layer;

import java.util.ArrayList;
import java.util.List;
import nn.core.matrix.Shape;

/**
 * Layers one after another inside a composite, with room for what stands between them: for its layers it does what a training
 * pass does for those of a network. Without any layer it is the identity.
 *
 * <p>The gradient with respect to a layer's output is needed for its parameters and then for its input. Therefore the walk from
 * the last layer to the first is done with the parameters' gradients; only the first layer's input gradient is left for later.
 *
 * @param outputShape what comes out of the last layer
 * @param layers from input to output
 * @param outputs where each layer's output stays until the backward pass
 * @param gradients two places for dL/doutput of the layer at work and dL/dinput, which change places from layer to layer
 * @param signals two places for outputs in a prediction, likewise
 */
record Chain(
        Shape outputShape, List<BuiltLayer> layers, List<Slot> outputs, List<Slot> gradients, List<Scratch> signals) {

    /** Builds the layers for the input of a composite, as parts of it. */
    static Chain build(LayerContext context, List<Layer> specs) {
        Shape shape = context.inputShape();
        int widest = shape.size();
        List<BuiltLayer> layers = context.inner(specs);
        List<Slot> outputs = new ArrayList<>();
        for (BuiltLayer layer : layers) {
            shape = layer.outputShape();
            outputs.add(context.slot(shape.size(), 0));
            widest = Math.max(widest, shape.size());
        }
        return layers.isEmpty()
                ? new Chain(shape, layers, List.of(), List.of(), List.of())
                : new Chain(
                        shape,
                        layers,
                        List.copyOf(outputs),
                        List.of(context.slot(widest, 0), context.slot(widest, 0)),
                        List.of(context.scratch(widest), context.scratch(widest)));
    }

    /** The outputs in training; they stay until the backward pass. */
    float[] forward(TrainingWorkspace workspace, float[] input) {
        float[] signal = input;
        for (int l = 0; l < layers.size(); l++) {
            float[] output = workspace.slot(outputs.get(l));
            layers.get(l).forward(workspace, signal, output);
            signal = output;
        }
        return signal;
    }

    /** The outputs in a prediction, until the composite is done. */
    float[] infer(Workspace workspace, float[] input) {
        float[] signal = input;
        for (int l = 0; l < layers.size(); l++) {
            float[] output = workspace.scratch(signals.get(l & 1));
            layers.get(l).infer(workspace, signal, output);
            signal = output;
        }
        return signal;
    }

    /** dL/dparameters of all layers, from dL/doutput. */
    void parameterGradients(TrainingWorkspace workspace, float[] input, float[] outputGradient) {
        for (int l = layers.size() - 1; l >= 0; l--) {
            float[] layerInput = l == 0 ? input : workspace.slot(outputs.get(l - 1));
            float[] output = workspace.slot(outputs.get(l));
            float[] gradient = gradient(workspace, l, outputGradient);
            layers.get(l).parameterGradients(workspace, layerInput, output, gradient);
            if (l > 0) {
                float[] target = workspace.slot(gradients.get((l - 1) & 1));
                layers.get(l).inputGradient(workspace, layerInput, output, gradient, target);
            }
        }
    }

    /** dL/dinput, after {@link #parameterGradients}; of the identity dL/doutput itself. */
    float[] inputGradient(TrainingWorkspace workspace, float[] input, float[] outputGradient) {
        if (layers.isEmpty()) {
            return outputGradient;
        }
        float[] inputGradient = workspace.slot(gradients.get(1));
        float[] gradient = gradient(workspace, 0, outputGradient);
        layers.getFirst().inputGradient(workspace, input, workspace.slot(outputs.getFirst()), gradient, inputGradient);
        return inputGradient;
    }

    /** Where dL/doutput of a layer stands. */
    private float[] gradient(TrainingWorkspace workspace, int layer, float[] outputGradient) {
        return layer == layers.size() - 1 ? outputGradient : workspace.slot(gradients.get(layer & 1));
    }

    double[][] reference(ReferencePass pass, double[][] input) {
        double[][] signal = input;
        for (BuiltLayer layer : layers) {
            signal = layer.reference(pass, signal);
        }
        return signal;
    }
}
