package nn.core.transform;

import java.util.SortedMap;

/** Reads what a transform has learned, which may come from a file. */
final class Learned {

    private Learned() {}

    static double[] vector(SortedMap<String, double[]> learned, String name, int length) {
        double[] vector = learned.get(name);
        if (vector == null || vector.length != length) {
            throw new IllegalArgumentException("The learned vector \"" + name + "\" has "
                    + (vector == null ? "no" : vector.length) + " values, expected " + length + ".");
        }
        requireFinite(name, vector);
        return vector;
    }

    static void requireFinite(String name, double[] vector) {
        for (double value : vector) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "The learned vector \"" + name + "\" holds " + value + ", expected finite numbers.");
            }
        }
    }

    /** Checks what values are divided by. */
    static void requireNotZero(String name, double[] vector) {
        for (double value : vector) {
            if (value == 0) {
                throw new IllegalArgumentException(
                        "The learned vector \"" + name + "\" holds 0, expected other numbers.");
            }
        }
    }
}
