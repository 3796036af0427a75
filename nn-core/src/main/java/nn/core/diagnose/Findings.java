package nn.core.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Compares a snapshot with the {@link Thresholds}. */
final class Findings {

    private final Snapshot snapshot;
    private final List<LayerStatistics> layers;

    private Findings(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.layers = snapshot.layers();
    }

    static List<Finding> of(Snapshot snapshot) {
        Findings findings = new Findings(snapshot);
        List<Finding> found = new ArrayList<>();
        if (!snapshot.layers().isEmpty()) {
            findings.addDead(found);
            if (found.isEmpty()) { // dead units let no signal through, which is no news
                findings.addVanishing(found);
            }
            findings.addExploding(found);
            findings.addSaturated(found);
        }
        return found;
    }

    private void addDead(List<Finding> found) {
        for (LayerStatistics layer : layers) {
            layer.units()
                    .filter(units -> units.deadShare() >= Thresholds.DEAD_SHARE)
                    .ifPresent(units -> found.add(new Finding(
                            Finding.Kind.DEAD,
                            List.of(layer.number()),
                            String.format(
                                    Locale.ROOT,
                                    "layer %d: %.0f %% of its %s units are %s for all %,d probe rows:"
                                            + " lower the learning rate or try leaky-relu",
                                    layer.number(),
                                    100 * units.deadShare(),
                                    units.activation(),
                                    layer.activations().min() == 0 ? "zero" : "without slope",
                                    snapshot.rows()))));
        }
    }

    private void addVanishing(List<Finding> found) {
        LayerStatistics last = layers.getLast();
        double smallest = Thresholds.VANISHING_SIGNAL * signal(last);
        List<LayerStatistics> weak =
                layers.stream().filter(layer -> signal(layer) < smallest).toList();
        if (!weak.isEmpty()) {
            found.add(new Finding(
                    Finding.Kind.VANISHING,
                    numbers(weak),
                    String.format(
                            Locale.ROOT,
                            "vanishing gradients in %s: of the error signal of layer %d, %.1e, there is %.1e left in layer %d:"
                                    + " try relu, other initial weights, batch normalization, or fewer layers",
                            names(weak),
                            last.number(),
                            signal(last),
                            signal(weak.getFirst()),
                            weak.getFirst().number())));
            return;
        }
        addVanishingBySaturation(found);
    }

    /** Where units are saturated, a few rows still carry a signal, but the weights are too large to be moved by it. */
    private void addVanishingBySaturation(List<Finding> found) {
        LayerStatistics fastest = layers.stream()
                .max(Comparator.comparingDouble(LayerStatistics::gradientToWeight))
                .orElseThrow();
        double smallest = Thresholds.VANISHING_CHANGE * fastest.gradientToWeight();
        List<LayerStatistics> slow = layers.subList(0, layers.indexOf(fastest)).stream()
                .filter(layer -> layer.gradientToWeight() < smallest
                        && saturatedOnTheWay(layer) >= Thresholds.SATURATION_EXPLAINS)
                .toList();
        if (!slow.isEmpty()) {
            LayerStatistics first = slow.getFirst();
            found.add(new Finding(
                    Finding.Kind.VANISHING,
                    numbers(slow),
                    String.format(
                            Locale.ROOT,
                            "vanishing gradients in %s: the gradient of layer %d is %.1e relative to its weights, that of"
                                    + " layer %d %.1e, because up to %.0f %% of the values on the way are saturated: use"
                                    + " glorot-uniform weights, relu, or batch normalization",
                            names(slow),
                            first.number(),
                            first.gradientToWeight(),
                            fastest.number(),
                            fastest.gradientToWeight(),
                            100 * saturatedOnTheWay(first))));
        }
    }

    /** The largest share of saturated values in the layers that a signal crosses on its way to a layer's weights. */
    private double saturatedOnTheWay(LayerStatistics layer) {
        return largest(layers.subList(layers.indexOf(layer), layers.size()), Findings::saturated);
    }

    private void addExploding(List<Finding> found) {
        LayerStatistics last = layers.getLast();
        double largest = signal(last) / Thresholds.VANISHING_SIGNAL;
        List<LayerStatistics> strong =
                layers.stream().filter(layer -> signal(layer) > largest).toList();
        if (!strong.isEmpty()) {
            found.add(new Finding(
                    Finding.Kind.EXPLODING,
                    numbers(strong),
                    String.format(
                            Locale.ROOT,
                            "exploding gradients in %s: the error signal of layer %d, %.1e, grows to %.1e in layer %d: use"
                                    + " smaller initial weights, batch normalization, or gradient clipping",
                            names(strong),
                            last.number(),
                            signal(last),
                            signal(strong.getFirst()),
                            strong.getFirst().number())));
        }
    }

    private void addSaturated(List<Finding> found) {
        List<LayerStatistics> flat = layers.stream()
                .filter(layer -> saturated(layer) >= Thresholds.SATURATED_SHARE)
                .toList();
        if (!flat.isEmpty()) {
            found.add(new Finding(
                    Finding.Kind.SATURATED,
                    numbers(flat),
                    String.format(
                            Locale.ROOT,
                            "saturated units in %s: up to %.0f %% of the %s values have almost no slope: standardize the"
                                    + " inputs, use smaller initial weights, or batch normalization",
                            names(flat),
                            100 * largest(flat, Findings::saturated),
                            flat.getFirst().units().orElseThrow().activation())));
        }
    }

    private static double signal(LayerStatistics layer) {
        return layer.signals().rootMeanSquare();
    }

    private static double saturated(LayerStatistics layer) {
        return layer.units().map(UnitStatistics::saturatedShare).orElse(0.0);
    }

    private static double largest(List<LayerStatistics> some, ToDoubleFunction<LayerStatistics> figure) {
        return some.stream().mapToDouble(figure).max().orElse(0);
    }

    private static List<Integer> numbers(List<LayerStatistics> some) {
        return some.stream().map(LayerStatistics::number).toList();
    }

    /** Layers by number and by the name under which the network knows them. */
    private static String names(List<LayerStatistics> some) {
        return (some.size() == 1 ? "layer " : "layers ")
                + some.stream()
                        .map(layer -> layer.number() + " (" + layer.name() + ")")
                        .collect(Collectors.joining(", "));
    }
}
