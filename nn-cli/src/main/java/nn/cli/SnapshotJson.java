package nn.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nn.core.NnException;
import nn.core.diagnose.Distribution;
import nn.core.diagnose.Finding;
import nn.core.diagnose.LayerStatistics;
import nn.core.diagnose.Snapshot;
import nn.core.diagnose.UnitStatistics;
import org.jspecify.annotations.Nullable;

/**
 * A look into a network as a line of a run's history:
 *
 * <pre>
 * {"diagnostics": {"steps": 0, "epoch": 1, "probeRows": 1024, "loss": 2.3, "gradientNorm": 1.1, "layers": […]}, "warnings": […]}
 * </pre>
 */
final class SnapshotJson {

    private static final String KEY = "diagnostics";

    private final String place;

    private SnapshotJson(String place) {
        this.place = place;
    }

    static Map<String, Object> write(Snapshot snapshot) {
        Map<String, Object> look = new LinkedHashMap<>();
        look.put("steps", snapshot.steps());
        look.put("epoch", snapshot.epoch());
        look.put("probeRows", snapshot.rows());
        look.put("loss", snapshot.loss());
        look.put("gradientNorm", snapshot.gradientNorm());
        look.put("layers", snapshot.layers().stream().map(SnapshotJson::layer).toList());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(KEY, look);
        line.put("warnings", snapshot.findings().stream().map(Finding::message).toList());
        return line;
    }

    private static Map<String, Object> layer(LayerStatistics layer) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("layer", layer.number());
        map.put("name", layer.name());
        map.put("activations", distribution(layer.activations()));
        map.put("signals", distribution(layer.signals()));
        map.put("gradients", distribution(layer.gradients()));
        map.put("weights", distribution(layer.weights()));
        map.put("gradientToWeight", layer.gradientToWeight());
        layer.units().ifPresent(units -> {
            map.put("activation", units.activation());
            map.put("units", units.units());
            map.put("deadShare", units.deadShare());
            map.put("saturatedShare", units.saturatedShare());
        });
        return map;
    }

    private static Map<String, Object> distribution(Distribution distribution) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mean", distribution.mean());
        map.put("deviation", distribution.deviation());
        map.put("min", distribution.min());
        map.put("max", distribution.max());
        map.put("histogram", distribution.histogram());
        return map;
    }

    /**
     * Reads a line of a history.
     *
     * @param line what {@link #write} made, or another line
     * @param place where it stands, for messages
     * @return empty if the line is about something else
     * @throws NnException.Data if it is about a look, but incomplete
     */
    static Optional<Snapshot> read(Object line, String place) {
        return line instanceof Map<?, ?> map && map.get(KEY) instanceof Map<?, ?> look
                ? Optional.of(new SnapshotJson(place).snapshot(look))
                : Optional.empty();
    }

    private Snapshot snapshot(Map<?, ?> look) {
        return new Snapshot(
                (int) number(look, "epoch"),
                (long) number(look, "steps"),
                (int) number(look, "probeRows"),
                number(look, "loss"),
                number(look, "gradientNorm"),
                list(look, "layers").stream()
                        .map(item -> layer(object(item, "layers")))
                        .toList());
    }

    private LayerStatistics layer(Map<?, ?> map) {
        Optional<UnitStatistics> units = map.get("activation") instanceof String activation
                ? Optional.of(new UnitStatistics(
                        activation,
                        (int) number(map, "units"),
                        number(map, "deadShare"),
                        number(map, "saturatedShare")))
                : Optional.empty();
        return new LayerStatistics(
                (int) number(map, "layer"),
                String.valueOf(map.get("name")),
                distribution(map, "activations"),
                distribution(map, "signals"),
                distribution(map, "gradients"),
                distribution(map, "weights"),
                units);
    }

    private Distribution distribution(Map<?, ?> layer, String key) {
        Map<?, ?> map = object(layer.get(key), key);
        return new Distribution(
                number(map, "mean"),
                number(map, "deviation"),
                number(map, "min"),
                number(map, "max"),
                list(map, "histogram").stream()
                        .map(item -> item instanceof Long count ? count.intValue() : 0)
                        .toList());
    }

    private double number(Map<?, ?> map, String key) {
        return switch (map.get(key)) {
            case Number number -> number.doubleValue();
            case String text when text.equals("NaN") || text.endsWith("Infinity") -> Double.parseDouble(text);
            case null, default -> throw missing(key);
        };
    }

    private Map<?, ?> object(@Nullable Object value, String key) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw missing(key);
    }

    private List<?> list(Map<?, ?> map, String key) {
        if (map.get(key) instanceof List<?> list) {
            return list;
        }
        throw missing(key);
    }

    private NnException.Data missing(String key) {
        return new NnException.Data(
                place + ": \"" + key + "\" is missing or of the wrong kind. Is this the history of a run of nn?");
    }
}
