package nn.core.metric;

import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Targets;
import nn.core.loss.Link;
import nn.core.loss.Loss;

/** A figure that says how good predictions are. Which ones there are depends on what is predicted. */
public sealed interface Metric permits ClassMetric, LabelMetric, ValueMetric {

    /** What people and files call it, such as {@code balanced-accuracy}. */
    String key();

    /** Whether more is better. */
    boolean higherIsBetter();

    /** What must be so for the figure to be defined; empty if it always is. */
    String needs();

    /**
     * Whether it is the share of the rows about which something is right, so that all rows say yes or no.
     */
    boolean isShareOfRows();

    /** Whether resamples tell how far the figure depends on the rows; not where it is that of a single, outermost row. */
    default boolean hasInterval() {
        return true;
    }

    /**
     * Prepares the figure for some rows, once for any number of weights.
     *
     * @throws IllegalArgumentException if the rows are of another kind
     */
    Statistic on(ScoredRows rows);

    /**
     * The figure for some rows.
     *
     * @return NaN where it is not defined; {@link #needs} says why
     * @throws IllegalArgumentException if the rows are of another kind
     */
    default double of(ScoredRows rows) {
        return on(rows).of(rows.weights());
    }

    /** Whether one figure is better than another; any is better than none. */
    default boolean isBetter(double figure, double other) {
        if (Double.isNaN(figure) || Double.isNaN(other)) {
            return Double.isNaN(other) && !Double.isNaN(figure);
        }
        return higherIsBetter() ? figure > other : figure < other;
    }

    /** The metrics of what a network trained with a loss predicts, the one people look at first in front. */
    static List<Metric> of(Targets targets, Loss loss) {
        return switch (targets) {
            case Targets.Classes _ -> List.of(ClassMetric.values());
            case Targets.Values _ when loss.link() == Link.SIGMOID -> List.of(LabelMetric.values());
            case Targets.Values _ -> List.of(ValueMetric.values());
        };
    }

    /**
     * The metric of a name among some.
     *
     * @throws NnException.Configuration if there is none; the message names all
     */
    static Metric named(String key, List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NnException.Configuration("Unknown metric " + Message.quote(key)
                        + " for these targets. Available: "
                        + String.join(", ", metrics.stream().map(Metric::key).toList()) + "."));
    }
}
