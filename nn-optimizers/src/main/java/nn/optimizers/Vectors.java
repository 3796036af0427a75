package nn.optimizers;

/** Operations on vectors of {@code double}, each a plain loop in the order of the elements. */
final class Vectors {

    private Vectors() {}

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** max |x_i|; NaN if there is one. */
    static double maxAbs(double[] x) {
        double max = 0;
        for (double value : x) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /** y ← y + c x. */
    static void add(double c, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] += c * x[i];
        }
    }

    /** y ← c x. */
    static void scale(double c, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = c * x[i];
        }
    }

    /** z ← x − y. */
    static void subtract(double[] x, double[] y, double[] z) {
        for (int i = 0; i < x.length; i++) {
            z[i] = x[i] - y[i];
        }
    }
}
