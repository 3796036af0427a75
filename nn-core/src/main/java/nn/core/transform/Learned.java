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

    /** A whole number from 1 on. */
    static int count(SortedMap<String, double[]> learned, String name) {
        double value = vector(learned, name, 1)[0];
        if (!(value >= 1 && value == (int) value)) {
            throw new IllegalArgumentException(
                    "The learned vector \"" + name + "\" holds " + value + ", expected a whole number from 1 on.");
        }
        return (int) value;
    }

    static void requireAscending(String name, double[] vector) {
        for (int i = 1; i < vector.length; i++) {
            if (vector[i] < vector[i - 1]) {
                throw new IllegalArgumentException("The learned vector \"" + name + "\" holds " + vector[i] + " after "
                        + vector[i - 1] + ", expected ascending numbers.");
            }
        }
    }

    /** Checks the code of a category. */
    static void requireIndex(String name, double value, int size) {
        if (!(value >= 0 && value < size && value == (int) value)) {
            throw new IllegalArgumentException("The learned vector \"" + name + "\" holds " + value
                    + ", expected a whole number from 0 to " + (size - 1) + ".");
        }
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
