package nn.core.metric;

import java.util.Optional;

/**
 * A metric with its confidence interval.
 *
 * @param metric which
 * @param value the figure; NaN where it is not defined
 * @param interval where the figure of further rows of the same kind would be, if it can be told
 * @param remark why there is no value or no interval; empty if there are both
 */
public record Estimate(Metric metric, double value, Optional<Interval> interval, String remark) {

    /** Whether there is a value. */
    public boolean isDefined() {
        return !Double.isNaN(value);
    }
}
