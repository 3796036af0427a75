package nn.core.metric;

import java.util.Optional;

/**
 * A metric of two models on the same rows.
 *
 * @param metric which
 * @param first that of the first model; NaN where it is not defined
 * @param second that of the second model; NaN where it is not defined
 * @param interval of first − second, over resamples of the rows in which both models see the same, if it can be told
 */
public record Difference(Metric metric, double first, double second, Optional<Interval> interval) {

    /** By how much the first figure is larger. */
    public double value() {
        return first - second;
    }

    /** Whether the interval speaks against the models being equally good. */
    public boolean isClear() {
        return interval.isPresent() && !interval.get().contains(0);
    }
}
