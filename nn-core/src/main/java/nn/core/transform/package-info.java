/**
 * From raw rows to numbers for the network: transforms that are fitted on the training part only, and the {@link
 * nn.core.transform.Preprocessing} that a model carries with it.
 */
@NullMarked
package nn.core.transform;

import org.jspecify.annotations.NullMarked;
