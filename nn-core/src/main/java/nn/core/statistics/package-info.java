/**
 * Descriptive statistics of numbers: running moments and quantiles, and the distributions of Gauss and Student. What is learned from
 * training rows belongs to {@code nn.core.transform}, and the quality of predictions to {@code nn.core.metric}.
 */
@NullMarked
package nn.core.statistics;

import org.jspecify.annotations.NullMarked;
