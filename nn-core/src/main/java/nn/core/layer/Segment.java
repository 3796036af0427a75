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
 */
public record Segment(String name, Role role, Shape shape, int from) {

    /** The number of values. */
    public int size() {
        return shape.size();
    }

    /** The index after its last value. */
    public int to() {
        return from + size();
    }
}
