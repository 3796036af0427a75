package nn.core.search;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;

/**
 * The configurations among which a search chooses: for some keys of {@link TrainingConfig} what their values may be.
 *
 * <pre>{@code
 * SearchSpace space = new SearchSpace()
 *         .with("hidden", new Domain.Copies(Domain.integers(1, 3), Domain.logIntegers(16, 256)))
 *         .with("learning-rate", Domain.logRange(3e-4, 3e-2))
 *         .with("activation", Domain.choices("relu", "tanh"));
 * }</pre>
 */
public final class SearchSpace {

    /** Keys that say from what and with what is learned: all trials of a search have them in common. */
    private static final List<String> IN_COMMON = List.of(
            "data",
            "target",
            "task",
            "missing",
            "categorical",
            "ignore",
            "weights",
            "group",
            "time",
            "split",
            "validation",
            "validation-data",
            "test",
            "test-data",
            "shifted",
            "optimal-error",
            "diagnostics",
            "seed",
            "threads",
            "kernel",
            "storage");

    private final SequencedMap<String, Domain> domains;

    /** A space without keys. */
    public SearchSpace() {
        this(new LinkedHashMap<>());
    }

    private SearchSpace(SequencedMap<String, Domain> domains) {
        this.domains = domains;
    }

    /** The keys that a space may have, in the order of the configuration. */
    public static List<String> keys() {
        return Settings.keys(TrainingConfig.class).stream()
                .filter(key -> !IN_COMMON.contains(key))
                .toList();
    }

    /**
     * This space with a further key.
     *
     * @param key of the configuration, in kebab-case
     * @param domain what its value may be
     * @throws NnException.Configuration if the key is unknown, in this space already, or the same for all trials
     */
    public SearchSpace with(String key, Domain domain) {
        requireKey(key);
        SequencedMap<String, Domain> more = new LinkedHashMap<>(domains);
        more.put(key, domain);
        Stream<String> further = more.values().stream().flatMap(SearchSpace::furtherKeys);
        Optional<String> twice = domains.containsKey(key)
                ? Optional.of(key)
                : further.filter(more::containsKey).findFirst();
        if (twice.isPresent()) {
            throw new NnException.Configuration(
                    "Key " + Message.quote(twice.get()) + " is in the space twice; give it once.");
        }
        return new SearchSpace(more);
    }

    /** The keys that alternatives bring. */
    private static Stream<String> furtherKeys(Domain domain) {
        return switch (domain) {
            case Domain.Sequence(List<Domain> items) -> items.stream().flatMap(SearchSpace::furtherKeys);
            case Domain.Component component ->
                component.settings().values().stream().flatMap(SearchSpace::furtherKeys);
            case Domain.Repeated(Domain length, Domain each) ->
                Stream.of(length, each).flatMap(SearchSpace::furtherKeys);
            case Domain.Copies(Domain length, Domain all) ->
                Stream.of(length, all).flatMap(SearchSpace::furtherKeys);
            case Choices(List<Choices.Alternative> alternatives) ->
                alternatives.stream()
                        .flatMap(alternative -> Stream.concat(
                                alternative.with().sequencedKeySet().stream(),
                                Stream.concat(Stream.of(alternative.value()), alternative.with().values().stream())
                                        .flatMap(SearchSpace::furtherKeys)));
            case Domain.Fixed _, Numeric _ -> Stream.empty();
        };
    }

    /**
     * Refuses what a space cannot have as a key.
     *
     * @throws NnException.Configuration if the key is unknown, or the same for all trials
     */
    public static void requireKey(String key) {
        if (IN_COMMON.contains(key)) {
            throw new NnException.Configuration("Key " + Message.quote(key)
                    + " is the same for all trials of a search. Set it beside the space, as for a training.");
        }
        if (!keys().contains(key)) {
            throw new NnException.Configuration(
                    "Unknown key " + Message.quote(key) + ". Available: " + String.join(", ", keys()) + ".");
        }
    }

    /** What each key may be; not modifiable. */
    public SequencedMap<String, Domain> domains() {
        return Collections.unmodifiableSequencedMap(domains);
    }

    /** The point at which a chooser arrives. */
    Point point(Chooser chooser) {
        return SpaceWalk.through(domains, chooser);
    }

    /**
     * Checks all keys.
     *
     * @throws NnException.Configuration if a value is not accepted
     */
    public void check(TrainingConfig base, Registry registry) {
        domains.keySet().forEach(key -> check(key, base, registry));
    }

    /**
     * Tries each choice and both ends of each range of a key, one at a time, the others being at their first, so that what no
     * training could have is found before data are read. Other keys of the space are there if they have one value. Combinations are
     * found by the trials that meet them.
     *
     * @param key one of the keys of this space
     * @param base what the space does not say
     * @param registry where components are found
     * @throws NnException.Configuration if a value is not accepted
     */
    public void check(String key, TrainingConfig base, Registry registry) {
        SequencedMap<String, Domain> alone = new LinkedHashMap<>();
        SequencedMap<String, Domain> among = new LinkedHashMap<>();
        domains.forEach((other, domain) -> {
            if (other.equals(key)) {
                alone.put(other, domain);
            }
            if (other.equals(key) || domain instanceof Domain.Fixed) {
                among.put(other, domain);
            }
        });
        try {
            tryExtremes(alone, base, registry);
        } catch (NnException.Configuration e) {
            // One that needs others, as several numbers of epochs need several optimizers, is right among them.
            try {
                tryExtremes(among, base, registry);
            } catch (NnException.Configuration _) {
                throw e;
            }
        }
    }

    private static void tryExtremes(SequencedMap<String, Domain> domains, TrainingConfig base, Registry registry) {
        TreeSet<String> seen = new TreeSet<>();
        Deque<TreeMap<String, Double>> todo = new ArrayDeque<>(List.of(new TreeMap<>()));
        while (!todo.isEmpty()) {
            TreeMap<String, Double> forced = todo.poll();
            Point point = SpaceWalk.through(
                    domains,
                    (path, parameter) -> forced.getOrDefault(path, parameter.extremes()[0]));
            base.with(point.settings(), registry).check(registry);
            point.decisions().forEach((path, decision) -> {
                if (seen.add(path)) {
                    Arrays.stream(decision.parameter().extremes()).skip(1).forEach(extreme -> {
                        TreeMap<String, Double> next = new TreeMap<>(forced);
                        next.put(path, extreme);
                        todo.add(next);
                    });
                }
            });
        }
    }

    /** All domains in one line, by which two spaces are known to be the same. */
    @Override
    public String toString() {
        return domains.toString();
    }
}
