/** Training: the configuration, the loops over batches and iterations, early stopping, and the events that tell of them. */
@NullMarked
package nn.core.train;

import org.jspecify.annotations.NullMarked;
