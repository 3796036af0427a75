/**
 * Readers that turn files into the core's tables and data sets, the built-in sets and the synthetic problems. What happens to
 * data in memory, such as splits and transforms, is the core's.
 */
@NullMarked
package nn.data;

import org.jspecify.annotations.NullMarked;
