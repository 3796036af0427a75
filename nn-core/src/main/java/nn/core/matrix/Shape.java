package nn.core.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nn.core.NnException;

/**
 * The dimensions of one sample, such as 64 features or 28 × 28 pixels. A batch of samples is a matrix with one row per
 * sample and {@link #size()} columns.
 *
 * @param dimensions one to four lengths, each 1 or more
 */
public record Shape(List<Integer> dimensions) {

    /** Checks the dimensions. */
    public Shape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.size() > 4 || dimensions.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("Shape " + dimensions + ": expected one to four lengths of 1 or more.");
        }
        long size = 1;
        for (int dimension : dimensions) {
            size *= dimension;
            if (size > Integer.MAX_VALUE) {
                // Widths come from configurations and files.
                throw new NnException.LimitExceeded(
                        "Shape " + dimensions + " has more than 2^31 − 1 values, which is the limit. Use fewer units.");
            }
        }
    }

    /** A shape from its lengths. */
    public static Shape of(int... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    /** The number of values in one sample. Asked for in every step, therefore without an allocation. */
    public int size() {
        int size = 1;
        for (int i = 0; i < dimensions.size(); i++) {
            size *= dimensions.get(i);
        }
        return size;
    }

    /** The lengths as people write them, for example {@code 28×28}. */
    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
