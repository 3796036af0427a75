package nn.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import nn.cli.YamlFile.Entry;
import nn.core.Message;
import nn.core.NnException;
import nn.core.search.Choices;
import nn.core.search.Domain;
import nn.core.search.SearchSpace;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A search space as a YAML file: keys of a configuration, each with a value as there, or with what its values may be:
 *
 * <pre>
 * batch-norm: true                                     # for all trials
 * activation: {choices: [relu, tanh, {name: leaky-relu, alpha: {range: [0, 0.3]}}]}
 * learning-rate: {log-range: [0.0003, 0.03]}
 * batch-size: {log-integers: [16, 256]}
 * hidden: {length: {integers: [1, 3]}, each: {log-integers: [16, 256]}}    # or all: equal widths
 * optimizer:
 *   choices:
 *     - adam
 *     - {value: l-bfgs, with: {epochs: {integers: [50, 200]}}}             # further keys, if it is chosen
 * </pre>
 */
final class SpaceFile {

    /** The keys by which a map is a domain. */
    private static final List<String> FORMS =
            List.of("name", "choices", "range", "log-range", "integers", "log-integers", "length");

    private final YamlFile yaml;

    private SpaceFile(Path file) {
        yaml = new YamlFile(file, "--space");
    }

    /**
     * Reads a space and tries its values on a configuration.
     *
     * @param file YAML or JSON
     * @param base what the space does not say
     * @param registry where components are found
     * @throws NnException.Configuration if the file is missing or malformed, or a key or value is not accepted
     */
    static SearchSpace read(Path file, TrainingConfig base, Registry registry) {
        return new SpaceFile(file).read(base, registry);
    }

    private SearchSpace read(TrainingConfig base, Registry registry) {
        SequencedMap<String, Entry> entries = yaml.read();
        SearchSpace space = new SearchSpace();
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            space = space.with(entry.getKey(), domain(entry.getKey(), entry.getValue()));
        }
        SearchSpace all = space;
        entries.forEach((key, entry) -> yaml.placed(entry.value().getStartMark(), () -> {
            all.check(key, base, registry);
            return key;
        }));
        return all;
    }

    /** What a key of the configuration may be. */
    private Domain domain(String key, Entry entry) {
        yaml.placed(entry.mark(), () -> {
            if (!TrainingOptions.keys().contains(key)) {
                throw new NnException.Configuration("unknown key " + Message.quote(key) + "."
                        + Closest.hint(key, SearchSpace.keys()) + " Known keys: "
                        + String.join(", ", SearchSpace.keys()) + ".");
            }
            SearchSpace.requireKey(key);
            return key;
        });
        return domain(entry.value());
    }

    private Domain domain(Node node) {
        return switch (node) {
            case SequenceNode list -> sequence(list);
            case MappingNode map -> form(map);
            default -> Domain.fixed(yaml.value(node));
        };
    }

    private Domain sequence(SequenceNode list) {
        List<Domain> items = list.getValue().stream().map(this::domain).toList();
        return isFixed(items.stream()) ? Domain.fixed(yaml.value(list)) : new Domain.Sequence(items);
    }

    private static boolean isFixed(Stream<Domain> domains) {
        return domains.allMatch(Domain.Fixed.class::isInstance);
    }

    private Domain form(MappingNode map) {
        SequencedMap<String, Entry> entries = yaml.entries(map);
        String form = FORMS.stream()
                .filter(entries::containsKey)
                .findFirst()
                .orElseThrow(() -> yaml.failure(
                        map.getStartMark(),
                        "expected one of the keys " + String.join(", ", FORMS)
                                + ", as in {choices: [relu, tanh]}, found " + few(entries) + "."));
        return switch (form) {
            case "choices" -> choices(only(entries, map, "choices"));
            case "range" -> range(only(entries, map, form), SpaceFile::number, Domain::range);
            case "log-range" -> range(only(entries, map, form), SpaceFile::number, Domain::logRange);
            case "integers" -> range(only(entries, map, form), SpaceFile::wholeNumber, Domain::integers);
            case "log-integers" -> range(only(entries, map, form), SpaceFile::wholeNumber, Domain::logIntegers);
            case "length" -> list(entries, map);
            default -> component(map, entries);
        };
    }

    private static String few(SequencedMap<String, Entry> entries) {
        return entries.isEmpty() ? "none" : Message.quote(String.join(", ", entries.sequencedKeySet()));
    }

    /** The value of a key that must be alone. */
    private Node only(SequencedMap<String, Entry> entries, MappingNode map, String key) {
        if (entries.size() > 1) {
            throw yaml.failure(
                    map.getStartMark(),
                    "expected the key " + key + " alone, found " + few(entries)
                            + ". What only one of several choices has belongs to it: {value: l-bfgs, with: {epochs: 50}}.");
        }
        return value(entries, key);
    }

    /** The value of a key that is there. */
    private static Node value(SequencedMap<String, Entry> entries, String key) {
        return Objects.requireNonNull(entries.get(key)).value();
    }

    private Domain choices(Node node) {
        List<Choices.Alternative> alternatives = items(node, "choices, as in {choices: [relu, tanh]}").stream()
                .map(this::alternative)
                .toList();
        return yaml.placed(node.getStartMark(), () -> new Choices(alternatives));
    }

    private Choices.Alternative alternative(Node node) {
        if (!(node instanceof MappingNode map) || !yaml.entries(map).containsKey("value")) {
            return new Choices.Alternative(domain(node));
        }
        SequencedMap<String, Domain> with = new LinkedHashMap<>();
        yaml.entries(map).forEach((key, entry) -> {
            switch (key) {
                case "value" -> {}
                case "with" -> {
                    if (!(entry.value() instanceof MappingNode further)) {
                        throw yaml.failure(
                                entry.value().getStartMark(), "expected further keys, as in with: {epochs: 50}.");
                    }
                    yaml.entries(further).forEach((name, value) -> with.put(name, domain(name, value)));
                }
                default ->
                    throw yaml.failure(
                            entry.mark(),
                            "unknown key " + Message.quote(key) + ", expected value and with, as in {value: l-bfgs,"
                                    + " with: {epochs: 50}}.");
            }
        });
        return new Choices.Alternative(domain(value(yaml.entries(map), "value")), with);
    }

    private List<Node> items(Node node, String expected) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        throw yaml.failure(node.getStartMark(), "expected a list of " + expected + ".");
    }

    private <N> Domain range(Node node, Function<String, N> number, BiFunction<N, N, Domain> make) {
        List<Node> ends = items(node, "two numbers, as in [1, 10]");
        if (ends.size() != 2) {
            throw yaml.failure(node.getStartMark(), "found " + ends.size() + " numbers, expected two, as in [1, 10].");
        }
        List<N> numbers = ends.stream()
                .map(end -> yaml.placed(end.getStartMark(), () -> number.apply(text(end))))
                .toList();
        return yaml.placed(node.getStartMark(), () -> make.apply(numbers.getFirst(), numbers.getLast()));
    }

    private String text(Node node) {
        return node instanceof ScalarNode scalar ? yaml.scalar(scalar).strip() : "a list or map";
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new NnException.Configuration("found " + Message.quote(text) + ", expected a number.", e);
        }
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new NnException.Configuration("found " + Message.quote(text) + ", expected a whole number.", e);
        }
    }

    private Domain list(SequencedMap<String, Entry> entries, MappingNode map) {
        Domain length = domain(value(entries, "length"));
        if (entries.size() == 2 && entries.containsKey("each")) {
            return new Domain.Repeated(length, domain(value(entries, "each")));
        }
        if (entries.size() == 2 && entries.containsKey("all")) {
            return new Domain.Copies(length, domain(value(entries, "all")));
        }
        throw yaml.failure(
                map.getStartMark(),
                "beside length, expected one of each (items of their own) and all (equal items), found " + few(entries)
                        + ".");
    }

    private Domain component(MappingNode map, SequencedMap<String, Entry> entries) {
        SequencedMap<String, Domain> settings = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (!key.equals("name")) {
                settings.put(key, domain(entry.value()));
            }
        });
        if (isFixed(settings.values().stream())) {
            return Domain.fixed(yaml.value(map));
        }
        String name = yaml.value(value(entries, "name")).toString();
        return yaml.placed(map.getStartMark(), () -> {
            // The same checks of the names as for a component without anything to search.
            Settings.Builder names = Settings.builder();
            settings.keySet().forEach(key -> names.put(key, ""));
            return new Domain.Component(new Spec(name, names.build()).name(), settings);
        });
    }
}
