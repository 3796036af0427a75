package nn.core.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@link Probe} saw of a network at one moment of its training.
 *
 * @param epoch the epoch, from 1
 * @param steps the steps made before, over all epochs
 * @param rows the probe's rows
 * @param loss the loss on them, noise included
 * @param gradientNorm ‖dL/dθ‖, Euclidean, over all parameters
 * @param layers those that are trained, from the first to the last; frozen ones are left out
 */
public record Snapshot(
        int epoch, long steps, int rows, double loss, double gradientNorm, List<LayerStatistics> layers) {

    /** Keeps a copy of the list. */
    public Snapshot {
        layers = List.copyOf(layers);
    }

    /** What is wrong, the most serious first; empty for a healthy network. */
    public List<Finding> findings() {
        return Findings.of(this);
    }

    /** A table for people: a line for each layer. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-5s %-10s  %-21s  %-21s  %9s  %9s  %9s  %9s  %6s  %s%n",
                "layer",
                "weights",
                "activations mean ± σ",
                "from … to",
                "signal σ",
                "weight σ",
                "gradient σ",
                "g/w",
                "dead",
                "saturated"));
        for (LayerStatistics layer : layers) {
            Distribution a = layer.activations();
            table.append(String.format(
                            Locale.ROOT,
                            "%-5d %-10s  %9.3g ± %-9.3g  %9.3g … %-9.3g  %9.2e  %9.3g  %10.2e  %9.2e  %6s  %s",
                            layer.number(),
                            layer.name(),
                            a.mean(),
                            a.deviation(),
                            a.min(),
                            a.max(),
                            layer.signals().rootMeanSquare(),
                            layer.weights().rootMeanSquare(),
                            layer.gradients().rootMeanSquare(),
                            layer.gradientToWeight(),
                            percent(layer.units().map(UnitStatistics::deadShare)),
                            percent(layer.units().map(UnitStatistics::saturatedShare)))
                    .stripTrailing());
            table.append('\n');
        }
        return table.toString();
    }

    private static String percent(Optional<Double> share) {
        return share.map(s -> String.format(Locale.ROOT, "%.0f %%", 100 * s)).orElse("–");
    }
}
