package nn.core.network;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Segment;

/**
 * What a network took over of another one. Layers are taken whole or not at all.
 *
 * @param taken the layers whose learned values are now those of the other network
 * @param left the layers that keep their values
 */
public record Transfer(List<String> taken, List<String> left) {

    /** Keeps copies of the lists. */
    public Transfer {
        taken = List.copyOf(taken);
        left = List.copyOf(left);
    }

    static Transfer make(Network source, Network target, Predicate<String> wanted) {
        List<Segment> known = segments(source).toList();
        Set<String> left = new LinkedHashSet<>();
        segments(target)
                .filter(segment -> !wanted.test(segment.layer())
                        || known.stream().noneMatch(candidate -> isLike(candidate, segment)))
                .forEach(segment -> left.add(segment.layer()));
        copy(source.layout(), source.parameters(), target.layout(), target.parameters(), left);
        copy(source.stateLayout(), source.state(), target.stateLayout(), target.state(), left);
        List<String> taken = segments(target)
                .map(Segment::layer)
                .distinct()
                .filter(layer -> !left.contains(layer))
                .toList();
        return new Transfer(taken, List.copyOf(left));
    }

    private static Stream<Segment> segments(Network network) {
        return Stream.concat(network.layout().segments().stream(), network.stateLayout().segments().stream());
    }

    private static boolean isLike(Segment one, Segment other) {
        return one.name().equals(other.name()) && one.shape().equals(other.shape());
    }

    private static void copy(
            ParameterLayout source, float[] from, ParameterLayout target, float[] to, Set<String> left) {
        for (Segment segment : target.segments()) {
            if (!left.contains(segment.layer())) {
                System.arraycopy(from, source.segment(segment.name()).from(), to, segment.from(), segment.size());
            }
        }
    }
}
