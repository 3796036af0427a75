package nn.core.search;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers from low to high. Chosen numbers are rounded to six digits, so that what people read in a table is what was tried.
 *
 * @param low the lowest number
 * @param high the highest number, greater than the lowest
 * @param scale in which coordinate one is chosen; the logarithm needs numbers greater than 0
 */
public record Range(double low, double high, Scale scale) implements Numeric {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** Checks the ends. */
    public Range {
        if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
            throw new IllegalArgumentException(
                    "The range from " + low + " to " + high + " is empty, expected the lower number first.");
        }
        if (scale == Scale.LOG && low <= 0) {
            throw new IllegalArgumentException(
                    "The range from " + low + " to " + high + " has no logarithm, expected numbers greater than 0.");
        }
    }

    @Override
    public double from() {
        return scale.coordinate(low);
    }

    @Override
    public double to() {
        return scale.coordinate(high);
    }

    @Override
    public double coordinate(double decision) {
        return scale.coordinate(decision);
    }

    @Override
    public double decision(double coordinate) {
        double rounded =
                new BigDecimal(scale.value(coordinate)).round(SIX_DIGITS).doubleValue();
        return Math.clamp(rounded, low, high);
    }

    @Override
    public double[] extremes() {
        return new double[] {low, high};
    }

    @Override
    public String label(double decision) {
        return Double.toString(decision);
    }
}
