package nn.core.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nn.core.activation.ElementwiseActivation;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Layer;
import nn.core.layer.Role;
import nn.core.layer.Segment;
import nn.core.network.Network;

/**
 * The stages of a network that make up a layer in the sense of the notes.
 *
 * @param number l
 * @param weightStage the stage with the weights
 * @param outputStage the stage whose output is Aˡ
 * @param activation the function of that stage, if it is elementwise
 * @param weights where the weights are among the parameters
 */
record LayerParts(
        int number, int weightStage, int outputStage, Optional<ElementwiseActivation> activation, List<Span> weights) {

    /** The layers that training changes; frozen ones are counted, but left out. */
    static List<LayerParts> trainedOf(Network network) {
        List<LayerParts> layers = new ArrayList<>();
        int number = 0;
        int stages = network.stages().size();
        for (int stage = 0; stage < stages; stage++) {
            List<Segment> weights = weights(network, stage);
            if (!weights.isEmpty()) {
                number++;
            }
            if (weights.stream().anyMatch(Segment::trainable)) {
                int next = stage + 1;
                while (next < stages && weights(network, next).isEmpty()) {
                    next++;
                }
                layers.add(of(
                        network,
                        number,
                        stage,
                        next,
                        weights.stream().map(LayerParts::span).toList()));
            }
        }
        return layers;
    }

    private static LayerParts of(Network network, int number, int weightStage, int next, List<Span> weights) {
        for (int stage = weightStage + 1; stage < next; stage++) {
            Layer layer = network.spec().layers().get(stage);
            if (layer instanceof ActivationLayer(ElementwiseActivation f)) {
                return new LayerParts(number, weightStage, stage, Optional.of(f), weights);
            }
        }
        return new LayerParts(number, weightStage, next - 1, Optional.empty(), weights);
    }

    private static List<Segment> weights(Network network, int stage) {
        String prefix = network.stages().get(stage).name() + ".";
        return network.layout().segments().stream()
                .filter(segment ->
                        segment.role() == Role.WEIGHT && segment.name().startsWith(prefix))
                .toList();
    }

    private static Span span(Segment segment) {
        return new Span(segment.from(), segment.to());
    }
}
