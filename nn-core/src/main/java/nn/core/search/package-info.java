/**
 * Hyper-parameter search: spaces of configurations, methods that choose among them, the trials and their journal. How a single
 * configuration is trained belongs to {@link nn.core.train}, how rows are cut into folds to {@link nn.core.data}.
 */
@NullMarked
package nn.core.search;

import org.jspecify.annotations.NullMarked;
