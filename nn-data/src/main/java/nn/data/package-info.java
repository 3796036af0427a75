/** Readers that turn files into the core's tables and data sets. Tables, splits and transforms are the core's. */
@NullMarked
package nn.data;

import org.jspecify.annotations.NullMarked;
