package nn.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nn.core.Message;
import nn.core.NnException;
import nn.core.layer.Segment;

/**
 * Names of layers, such as {@code dense1} or {@code residual1.dense2}. A star stands for any letters; a name stands for all that is in
 * the layer, too.
 *
 * @param patterns the names
 */
record LayerPatterns(List<String> patterns) {

    static final LayerPatterns NONE = new LayerPatterns(List.of());

    /** Whether one of the names is that of a segment, of its layer, or of a composite around it. */
    boolean match(String segment) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, segment));
    }

    private static boolean matches(String pattern, String segment) {
        String expression =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return segment.matches(expression + "(\\..*)?");
    }

    /**
     * Refuses names that fit nothing.
     *
     * @throws NnException.Configuration if there are any
     */
    void check(List<Segment> segments) {
        for (String pattern : patterns) {
            if (segments.stream().noneMatch(segment -> matches(pattern, segment.name()))) {
                throw new NnException.Configuration("No layer with parameters is called " + Message.quote(pattern)
                        + ". There are "
                        + segments.stream().map(Segment::layer).distinct().collect(Collectors.joining(", ")) + ".");
            }
        }
    }
}
