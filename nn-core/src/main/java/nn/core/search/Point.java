package nn.core.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import nn.core.spi.Settings;

/**
 * A configuration of a space.
 *
 * @param decisions what was chosen, by the parameter's path: {@code learning-rate}, {@code hidden.length}, {@code optimizer.adam.beta1}
 * @param settings keys of the configuration with their values
 */
public record Point(SequencedMap<String, Decision> decisions, Settings settings) {

    /**
     * What was chosen at a parameter.
     *
     * @param parameter what could be chosen
     * @param value the value, or the index of the choice
     */
    public record Decision(Parameter parameter, double value) {

        /** The value in words. */
        public String label() {
            return parameter.label(value);
        }
    }

    /** Keeps a copy. */
    public Point {
        decisions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(decisions));
    }

    /** What was chosen, in words. */
    public SequencedMap<String, String> labels() {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        decisions.forEach((path, decision) -> labels.put(path, decision.label()));
        return labels;
    }
}
