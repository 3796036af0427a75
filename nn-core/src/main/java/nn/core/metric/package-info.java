/** How good predictions are: {@link nn.core.metric.Evaluation} of classes or numbers. All sums are {@code double}. */
@NullMarked
package nn.core.metric;

import org.jspecify.annotations.NullMarked;
