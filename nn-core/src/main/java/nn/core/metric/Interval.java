package nn.core.metric;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** Whether a value is in it, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
