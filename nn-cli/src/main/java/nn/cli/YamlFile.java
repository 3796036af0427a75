package nn.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import nn.core.Message;
import nn.core.NnException;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import org.snakeyaml.engine.v2.api.LoadSettings;
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
 * A YAML file with keys and values, of which JSON is a part. Reading is strict: repeated keys and aliases are refused, and what is
 * wrong has its place.
 */
final class YamlFile {

    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final String option;
    private final LoadSettings settings;

    /**
     * @param file YAML or JSON
     * @param option what people have named the file with, for messages
     */
    YamlFile(Path file, String option) {
        this.file = file;
        this.option = option;
        this.settings = LoadSettings.builder().setLabel(file.toString()).build();
    }

    /**
     * A key's place and value.
     *
     * @param mark where the key is
     * @param value its value
     */
    record Entry(Optional<Mark> mark, Node value) {}

    /**
     * The keys of the file; none if it is empty.
     *
     * @throws NnException.Configuration if it is missing or malformed
     */
    SequencedMap<String, Entry> read() {
        String text = text();
        Optional<Node> root;
        try {
            refuseAliases(text);
            root = new Composer(settings, parser(text)).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            throw failure(e.getProblemMark().or(e::getContextMark), e.getProblem() + ".");
        } catch (YamlEngineException e) {
            throw new NnException.Configuration(file + ": not YAML: " + e.getMessage(), e);
        }
        if (root.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (!(root.get() instanceof MappingNode map)) {
            throw failure(root.get().getStartMark(), "expected keys and values, as in \"hidden: [64, 32]\".");
        }
        return entries(map);
    }

    /** The keys of a map, in order. */
    SequencedMap<String, Entry> entries(MappingNode map) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            Node node = tuple.getKeyNode();
            if (!(node instanceof ScalarNode scalar)) {
                throw failure(node.getStartMark(), "expected a key, as in \"epochs: 30\".");
            }
            Entry entry = new Entry(node.getStartMark(), tuple.getValueNode());
            if (entries.put(scalar.getValue(), entry) != null) {
                throw failure(
                        node.getStartMark(),
                        "key " + Message.quote(scalar.getValue()) + " is there twice; write it once.");
            }
        }
        return entries;
    }

    /** Text, component, or list of such. Scalars stay texts: where a number is expected, its text is understood. */
    Object value(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode list -> list.getValue().stream().map(this::value).toList();
            case MappingNode map -> component(map);
            default -> throw noValue(node);
        };
    }

    /** The text of a scalar. */
    String scalar(ScalarNode node) {
        if (node.getTag().equals(Tag.NULL)) {
            throw noValue(node);
        }
        return node.getValue();
    }

    private NnException.Configuration noValue(Node node) {
        return failure(node.getStartMark(), "no value. Write one, or leave the key out.");
    }

    private Spec component(MappingNode map) {
        SequencedMap<String, Entry> entries = entries(map);
        Entry name = entries.remove("name");
        if (name == null) {
            throw failure(
                    map.getStartMark(), "a component without a name, expected one, as in {name: adam, beta1: 0.9}.");
        }
        Settings.Builder values = Settings.builder();
        entries.forEach((key, entry) -> {
            Object value = value(entry.value());
            placed(entry.mark(), () -> values.put(key, value));
        });
        Object text = value(name.value());
        return placed(map.getStartMark(), () -> new Spec(text.toString(), values.build()));
    }

    /** What somebody makes of what is at a place; objections of any kind get the place. */
    <T> T placed(Optional<Mark> mark, Supplier<T> make) {
        try {
            return make.get();
        } catch (NnException.Configuration | IllegalArgumentException e) {
            throw failure(mark, String.valueOf(e.getMessage()));
        }
    }

    NnException.Configuration failure(Optional<Mark> mark, String message) {
        String place = mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                .orElse("");
        return new NnException.Configuration(file + place + ": " + message);
    }

    private String text() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new NnException.Configuration(file + ": " + Files.size(file)
                        + " bytes, expected a configuration of at most " + MAX_BYTES + ".");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new NnException.Configuration("File " + file + ": there is no such file. Check " + option + ".", e);
        } catch (CharacterCodingException e) {
            throw new NnException.Configuration(file + ": not UTF-8. Save the file as UTF-8.", e);
        } catch (IOException e) {
            throw new NnException.Configuration("File " + file + " cannot be read: " + e.getMessage() + ".", e);
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
}
