package nn.core.search;

import nn.core.spi.Require;

/**
 * Whole numbers from low to high, both included. In the coordinate each has the room from half a unit below to half a unit above.
 *
 * @param low the lowest number
 * @param high the highest number, greater than the lowest; both are less than 2^53 in magnitude
 * @param scale in which coordinate one is chosen; the logarithm needs numbers from 1 on
 */
public record Integers(long low, long high, Scale scale) implements Numeric {

    private static final long EXACT = 1L << 53;

    /** Checks the ends. */
    public Integers {
        if (low >= high) {
            throw new IllegalArgumentException("There is nothing to choose among the whole numbers from " + low + " to "
                    + high + ", expected the lower number first.");
        }
        if (low <= -EXACT || high >= EXACT) {
            throw new IllegalArgumentException(
                    "The whole numbers from " + low + " to " + high + " go beyond 2^53, expected smaller ones.");
        }
        if (scale == Scale.LOG) {
            Require.atLeast(1, "logIntegers", low);
        }
    }

    @Override
    public double from() {
        return scale.coordinate(low - 0.5);
    }

    @Override
    public double to() {
        return scale.coordinate(high + 0.5);
    }

    @Override
    public double coordinate(double decision) {
        return scale.coordinate(decision);
    }

    @Override
    public double decision(double coordinate) {
        return Math.clamp(Math.rint(scale.value(coordinate)), (double) low, (double) high);
    }

    @Override
    public double[] extremes() {
        return new double[] {low, high};
    }

    @Override
    public String label(double decision) {
        return Long.toString((long) decision);
    }
}
