package nn.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nn.core.Message;
import nn.core.NnException;
import nn.core.model.DurableFile;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A training configuration as a YAML file, of which JSON is a part: the keys are the options of {@code nn train}. A component is
 * its name, or a map with the name and its settings:
 *
 * <pre>
 * data: digits
 * hidden: [64, 32]
 * optimizer: {name: adam, beta1: 0.9}
 * </pre>
 *
 * <p>Reading is strict: unknown and repeated keys and aliases are refused, with their place.
 */
final class ConfigFile {

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @param file YAML or JSON
     * @param registry with which each value is checked
     * @throws NnException.Configuration if it is missing, malformed, or a key or value is not accepted
     */
    static Settings read(Path file, Registry registry) {
        TrainingConfig defaults = TrainingConfig.defaults("");
        YamlFile yaml = new YamlFile(file, "--config");
        Settings.Builder all = Settings.builder();
        yaml.read().forEach((key, entry) -> {
            if (!TrainingOptions.keys().contains(key)) {
                throw yaml.failure(
                        entry.mark(),
                        "unknown key " + Message.quote(key) + "." + Closest.hint(key, TrainingOptions.keys())
                                + " The keys are the options of nn train.");
            }
            Object value = yaml.value(entry.value());
            yaml.placed(
                    entry.value().getStartMark(),
                    () -> defaults.with(Settings.builder().put(key, value).build(), registry));
            all.put(key, value);
        });
        return all.build();
    }

    /** Writes a whole configuration durably; {@link #read} of it gives the same. */
    static void write(TrainingConfig config, Path file) {
        Dump dump = new Dump(DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(120)
                .build());
        String text =
                "# Everything that was chosen: nn train --config on this file gives the same model, bit for bit.\n"
                        + dump.dumpToString(plain(config.toSettings()));
        DurableFile.write(file, List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Settings as maps, lists, texts and numbers. */
    static Map<String, Object> plain(Settings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        settings.asMap().forEach((key, value) -> map.put(key, plain(value)));
        return map;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Spec spec when spec.settings().isEmpty() -> spec.name();
            case Spec spec -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("name", spec.name());
                map.putAll(plain(spec.settings()));
                yield map;
            }
            // A list of its own: the same list in two places would be written as an alias.
            case List<?> list ->
                new ArrayList<>(list.stream().map(ConfigFile::plain).toList());
            default -> value;
        };
    }
}
