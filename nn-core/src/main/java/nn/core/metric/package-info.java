/**
 * How good predictions are. After each epoch an {@link nn.core.metric.Evaluation} is added up row by row. For a finished model {@link
 * nn.core.metric.ScoredRows} keep what it says of each row; a {@link nn.core.metric.Metric} is a function of these and of weights of the rows,
 * which is how {@link nn.core.metric.Bootstrap} finds its interval. All sums are {@code double}.
 */
@NullMarked
package nn.core.metric;

import org.jspecify.annotations.NullMarked;
