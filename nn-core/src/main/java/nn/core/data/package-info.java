/**
 * Tables and data sets in their source types, in memory or in temporary files; the split into parts of which the test part is
 * sealed; and the batches that networks see. Files are read by nn.data.
 */
@NullMarked
package nn.core.data;

import org.jspecify.annotations.NullMarked;
