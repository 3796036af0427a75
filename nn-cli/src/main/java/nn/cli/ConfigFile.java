package nn.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nn.core.Message;
import nn.core.NnException;
import nn.core.model.DurableFile;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

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

    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final LoadSettings settings;

    private ConfigFile(Path file) {
        this.file = file;
        this.settings = LoadSettings.builder().setLabel(file.toString()).build();
    }

    /**
     * Reads a file.
     *
     * @param file YAML or JSON
     * @param registry with which each value is checked
     * @throws NnException.Configuration if it is missing, malformed, or a key or value is not accepted
     */
    static Settings read(Path file, Registry registry) {
        return new ConfigFile(file).read(registry);
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

    private Settings read(Registry registry) {
        String text = text();
        try {
            refuseAliases(text);
            Optional<Node> root = new Composer(settings, parser(text)).getSingleNode();
            if (root.isEmpty()) {
                return Settings.EMPTY;
            }
            if (!(root.get() instanceof MappingNode map)) {
                throw failure(root.get().getStartMark(), "expected keys and values, as in \"data: digits\".");
            }
            return settings(map, registry);
        } catch (MarkedYamlEngineException e) {
            throw failure(e.getProblemMark().or(e::getContextMark), e.getProblem() + ".");
        } catch (YamlEngineException e) {
            throw new NnException.Configuration(file + ": not YAML: " + e.getMessage(), e);
        }
    }

    private String text() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new NnException.Configuration(file + ": " + Files.size(file)
                        + " bytes, expected a configuration of at" + " most " + MAX_BYTES + ".");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new NnException.Configuration(
                    "Configuration " + file + ": there is no such file. Check --config.", e);
        } catch (CharacterCodingException e) {
            throw new NnException.Configuration(file + ": not UTF-8. Save the file as UTF-8.", e);
        } catch (IOException e) {
            throw new NnException.Configuration(
                    "Configuration " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private ParserImpl parser(String text) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** Aliases would let a small file stand for an endless one, and no configuration needs them. */
    private void refuseAliases(String text) {
        for (ParserImpl parser = parser(text); parser.hasNext(); ) {
            Event event = parser.next();
            if (event.getEventId() == Event.ID.Alias) {
                throw failure(event.getStartMark(), "an alias, expected a value. Write the value itself.");
            }
        }
    }

    private Settings settings(MappingNode map, Registry registry) {
        TrainingConfig defaults = TrainingConfig.defaults("");
        Settings.Builder all = Settings.builder();
        List<String> seen = new ArrayList<>();
        for (NodeTuple entry : map.getValue()) {
            String key = key(entry, seen);
            Optional<Mark> keyMark = entry.getKeyNode().getStartMark();
            if (!TrainingOptions.keys().contains(key)) {
                throw failure(
                        keyMark,
                        "unknown key " + Message.quote(key) + "." + Closest.hint(key, TrainingOptions.keys())
                                + " The keys are the options of nn train.");
            }
            Object value = value(entry.getValueNode());
            try {
                defaults.with(Settings.builder().put(key, value).build(), registry);
            } catch (NnException.Configuration e) {
                throw failure(entry.getValueNode().getStartMark(), String.valueOf(e.getMessage()));
            }
            all.put(key, value);
        }
        return all.build();
    }

    private String key(NodeTuple entry, List<String> seen) {
        Node node = entry.getKeyNode();
        if (!(node instanceof ScalarNode scalar)) {
            throw failure(node.getStartMark(), "expected a key, as in \"data: digits\".");
        }
        if (seen.contains(scalar.getValue())) {
            throw failure(
                    node.getStartMark(), "key " + Message.quote(scalar.getValue()) + " is there twice; write it once.");
        }
        seen.add(scalar.getValue());
        return scalar.getValue();
    }

    /** Scalars stay texts: where a number is expected, its text is understood. */
    private Object value(Node node) {
        return switch (node) {
            case ScalarNode scalar when !scalar.getTag().equals(Tag.NULL) -> scalar.getValue();
            case SequenceNode list -> list.getValue().stream().map(this::value).toList();
            case MappingNode map -> component(map);
            default -> throw failure(node.getStartMark(), "no value. Write one, or leave the key out.");
        };
    }

    private Spec component(MappingNode map) {
        Optional<String> name = Optional.empty();
        Settings.Builder values = Settings.builder();
        List<String> seen = new ArrayList<>();
        for (NodeTuple entry : map.getValue()) {
            String key = key(entry, seen);
            Object value = value(entry.getValueNode());
            try {
                if (key.equals("name")) {
                    name = Optional.of(value.toString());
                } else {
                    values.put(key, value);
                }
            } catch (NnException.Configuration e) {
                throw failure(entry.getKeyNode().getStartMark(), String.valueOf(e.getMessage()));
            }
        }
        String found = name.orElseThrow(() -> failure(
                map.getStartMark(), "a component without a name, expected one, as in {name: adam, beta1: 0.9}."));
        try {
            return new Spec(found, values.build());
        } catch (NnException.Configuration e) {
            throw failure(map.getStartMark(), String.valueOf(e.getMessage()));
        }
    }

    private NnException.Configuration failure(Optional<Mark> mark, String message) {
        String place = mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                .orElse("");
        return new NnException.Configuration(file + place + ": " + message);
    }
}
