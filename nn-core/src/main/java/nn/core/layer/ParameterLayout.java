package nn.core.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * Which stretch of a flat array belongs to what. Segments follow each other without gap.
 *
 * @param segments in the order of the array
 */
public record ParameterLayout(List<Segment> segments) {

    /** Checks that the segments cover the array. */
    public ParameterLayout {
        segments = List.copyOf(segments);
        int next = 0;
        for (Segment segment : segments) {
            if (segment.from() != next) {
                throw new IllegalArgumentException(
                        "Segment " + segment.name() + " starts at " + segment.from() + ", expected " + next + ".");
            }
            next = segment.to();
        }
    }

    /** The length of the array. */
    public int size() {
        return segments.isEmpty() ? 0 : segments.getLast().to();
    }

    /** The segments that training changes, neighbours joined, as stretches of the array: from, to, from, to … */
    public int[] trainableBounds() {
        List<Integer> bounds = new ArrayList<>();
        for (Segment segment : segments) {
            if (!segment.trainable()) {
                continue;
            }
            if (!bounds.isEmpty() && bounds.getLast() == segment.from()) {
                bounds.removeLast();
            } else {
                bounds.add(segment.from());
            }
            bounds.add(segment.to());
        }
        return bounds.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The segment of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public Segment segment(String name) {
        return segments.stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No segment \"" + name + "\". There are "
                        + String.join(", ", segments.stream().map(Segment::name).toList()) + "."));
    }
}
