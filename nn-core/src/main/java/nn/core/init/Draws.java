package nn.core.init;

import nn.core.random.RandomKey;

/** The distributions of which the initializers differ by a number only. */
final class Draws {

    /** The standard deviation of a standard normal number given that its magnitude is at most 2. */
    static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    private Draws() {}

    /** Uniform between two bounds. */
    static void uniform(RandomKey random, double low, double high, int n, float[] weights, int from) {
        double middle = (low + high) / 2;
        double limit = (high - low) / 2;
        for (int i = 0; i < n; i++) {
            weights[from + i] = (float) (middle + limit * (2 * random.uniformDouble(i) - 1));
        }
    }

    /** Normal with mean 0. */
    static void normal(RandomKey random, double deviation, int n, float[] weights, int from) {
        for (int i = 0; i < n; i++) {
            weights[from + i] = (float) (deviation * random.normal(i));
        }
    }

    /** Normal with mean 0 and, before the cut, the given deviation; what is more than two of them away is drawn again. */
    static void truncatedNormal(RandomKey random, double deviation, int n, float[] weights, int from) {
        for (int i = 0; i < n; i++) {
            double value = random.normal(i);
            for (int attempt = 1; Math.abs(value) > 2; attempt++) {
                value = random.with(attempt).normal(i);
            }
            weights[from + i] = (float) (deviation * value);
        }
    }
}
