package nn.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nn.core.activation.Activation;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Concatenate;
import nn.core.layer.Dense;
import nn.core.layer.Layer;
import nn.core.layer.Residual;
import nn.core.layer.Segment;
import nn.core.network.Network;

/** A network in a line: {@code 64 → 128 relu → 2 × residual(relu → 128) relu → 10; 43,146 parameters}. */
final class NetworkLine {

    private NetworkLine() {}

    static String of(Network network) {
        int frozen = network.layout().segments().stream()
                .filter(segment -> !segment.trainable())
                .mapToInt(Segment::size)
                .sum();
        return String.format(
                Locale.ROOT,
                "%s%s; %,d parameters%s",
                network.inputShape(),
                of(network.spec().layers()),
                network.parameters().length,
                frozen == 0 ? "" : String.format(Locale.ROOT, ", %,d of them frozen", frozen));
    }

    /** Equal composites in a row are told once, with their number. */
    private static String of(List<Layer> layers) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            int count = 1;
            while (isComposite(layer)
                    && i + 1 < layers.size()
                    && layers.get(i + 1).equals(layer)) {
                i++;
                count++;
            }
            line.append(of(layer, count));
        }
        return line.toString();
    }

    private static boolean isComposite(Layer layer) {
        return layer instanceof Residual || layer instanceof Concatenate;
    }

    private static String of(Layer layer, int count) {
        return switch (layer) {
            case Dense dense -> " → " + dense.units();
            case ActivationLayer(Activation activation) -> " " + activation.spec();
            case Residual(List<Layer> layers, Optional<List<Layer>> shortcut) ->
                composite("residual", count, layers, shortcut);
            case Concatenate(List<Layer> layers, Optional<List<Layer>> shortcut) ->
                composite("concatenate", count, layers, shortcut);
            default -> " " + layer.spec();
        };
    }

    private static String composite(String name, int count, List<Layer> layers, Optional<List<Layer>> shortcut) {
        return " → " + (count == 1 ? "" : count + " × ") + name + "("
                + of(layers).strip()
                + shortcut.map(list -> "; shortcut" + of(list)).orElse("") + ")";
    }
}
