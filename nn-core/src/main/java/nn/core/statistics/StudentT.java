package nn.core.statistics;

import java.util.Optional;

/** Student's t distribution ("The probable error of a mean", Biometrika 6, 1908), for intervals of means of few numbers. */
public final class StudentT {

    private static final double CONFIDENCE = 0.95;

    private StudentT() {}

    /**
     * Half the width of the 95 % interval of the mean of numbers, t·s/√n; empty for fewer than two.
     *
     * @param values the numbers
     */
    public static Optional<Double> halfWidth(double... values) {
        int n = values.length;
        if (n < 2) {
            return Optional.empty();
        }
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Optional.of(quantile(CONFIDENCE, n - 1) * Math.sqrt(squares / (n - 1) / n));
    }

    /** The t for which |T| ≤ t has a probability; by bisection. */
    static double quantile(double probability, int degrees) {
        double low = 0;
        double high = 1000;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (within(middle, degrees) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** P(|T| ≤ t), a finite series (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
    private static double within(double t, int degrees) {
        double angle = StrictMath.atan(t / Math.sqrt(degrees));
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int i = odd ? 3 : 2; i <= degrees - 2; i += 2) {
            term *= cosine * cosine * (i - 1) / i;
            sum += term;
        }
        return odd ? (angle + sine * sum) * 2 / Math.PI : sine * sum;
    }
}
