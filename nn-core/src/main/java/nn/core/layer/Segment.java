package nn.core.layer;

import nn.core.matrix.Shape;

/**
 * A named stretch of a flat array: a weight matrix in the array of all parameters, or a running mean in the array of what is
 * learned without being optimized.
 *
 * @param name unique in the network, for example {@code dense1.weights}; part of the model file
 * @param role what it does
 * @param shape its dimensions, row-major
 * @param from index of its first value
 * @param trainable whether training changes it: not if it is frozen or a statistic
 */
public record Segment(String name, Role role, Shape shape, int from, boolean trainable) {

    /** A segment that is not frozen. */
    public Segment(String name, Role role, Shape shape, int from) {
        this(name, role, shape, from, role != Role.STATISTIC);
    }

    /** The number of values. */
    public int size() {
        return shape.size();
    }

    /** The layer it belongs to, for example {@code dense1} or {@code residual1.dense1}. */
    public String layer() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** The index after its last value. */
    public int to() {
        return from + size();
    }
}
