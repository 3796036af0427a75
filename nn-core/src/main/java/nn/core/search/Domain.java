package nn.core.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What the value of a key of the configuration may be in a search: one value, something that is chosen (a {@link Parameter}), or a
 * composition of such. What is inside a composition only exists where it is reached, so widths of layers depend on their number, and
 * settings of an optimizer on the optimizer.
 */
public sealed interface Domain
        permits Domain.Fixed, Domain.Sequence, Domain.Component, Domain.Repeated, Domain.Copies, Parameter {

    /**
     * One value.
     *
     * @param value as in {@link nn.core.spi.Settings}
     */
    record Fixed(Object value) implements Domain {}

    /**
     * A list of a fixed length.
     *
     * @param items what each of its items may be
     */
    record Sequence(List<Domain> items) implements Domain {
        /** Keeps a copy. */
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A component with settings that are searched.
     *
     * @param name the component's name
     * @param settings what its settings may be, by kebab-case key
     */
    record Component(String name, SequencedMap<String, Domain> settings) implements Domain {
        /** Keeps a copy. */
        public Component {
            settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
        }
    }

    /**
     * A list whose length is chosen, and each item by itself.
     *
     * @param length whole numbers, 0 or more
     * @param each what each of its items may be
     */
    record Repeated(Domain length, Domain each) implements Domain {}

    /**
     * A list whose length is chosen, with equal items.
     *
     * @param length whole numbers, 0 or more
     * @param all what all of its items may be
     */
    record Copies(Domain length, Domain all) implements Domain {}

    /** One value: a text, number, truth value, {@link nn.core.spi.Spec}, or a list of such. */
    static Domain fixed(Object value) {
        return new Fixed(value);
    }

    /** One of several values, or of several domains. */
    static Domain choices(Object... values) {
        return new Choices(Stream.of(values)
                .map(value -> value instanceof Domain domain ? domain : fixed(value))
                .map(Choices.Alternative::new)
                .toList());
    }

    /** A number from low to high. */
    static Domain range(double low, double high) {
        return new Range(low, high, Scale.LINEAR);
    }

    /** A number whose logarithm is chosen, from low to high. */
    static Domain logRange(double low, double high) {
        return new Range(low, high, Scale.LOG);
    }

    /** A whole number, both ends included. */
    static Domain integers(long low, long high) {
        return new Integers(low, high, Scale.LINEAR);
    }

    /** A whole number whose logarithm is chosen, both ends included. */
    static Domain logIntegers(long low, long high) {
        return new Integers(low, high, Scale.LOG);
    }
}
