package nn.core.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One of several alternatives.
 *
 * @param alternatives two or more
 */
public record Choices(List<Alternative> alternatives) implements Parameter {

    /**
     * A value and, if it is chosen, what else is.
     *
     * @param value the value
     * @param with further keys of the configuration that only this alternative has
     */
    public record Alternative(Domain value, SequencedMap<String, Domain> with) {
        /** Checks the keys and keeps a copy. */
        public Alternative {
            with.keySet().forEach(SearchSpace::requireKey);
            with = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(with));
        }

        /** A value that brings no further keys. */
        public Alternative(Domain value) {
            this(value, new LinkedHashMap<>());
        }

        private String label() {
            return switch (value) {
                case Fixed(List<?> list) ->
                    list.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
                case Fixed(Object one) -> one.toString();
                case Sequence(List<Domain> items) ->
                    items.stream()
                            .map(item -> new Alternative(item).label())
                            .collect(Collectors.joining(",", "[", "]"));
                case Component component -> component.name();
                case Repeated _, Copies _ -> "list";
                case Range range -> range.low() + "…" + range.high();
                case Integers range -> range.low() + "…" + range.high();
                case Choices _ -> "choice";
            };
        }
    }

    /** Checks that there is something to choose. */
    public Choices {
        alternatives = List.copyOf(alternatives);
        if (alternatives.size() < 2) {
            throw new IllegalArgumentException(
                    "There is nothing to choose among " + alternatives.size() + " alternatives, expected two or more.");
        }
    }

    @Override
    public double at(double place) {
        return Math.floor(place * alternatives.size());
    }

    @Override
    public double[] grid(int points) {
        return extremes();
    }

    @Override
    public double[] extremes() {
        return IntStream.range(0, alternatives.size()).asDoubleStream().toArray();
    }

    /** The value in words; where another alternative has the same words, with its number. */
    @Override
    public String label(double decision) {
        String label = alternatives.get((int) decision).label();
        long same = alternatives.stream()
                .filter(other -> other.label().equals(label))
                .count();
        return same == 1 ? label : label + "#" + (int) (decision + 1);
    }
}
