/** Values that people read and write: {@link nn.core.matrix.Matrix} and {@link nn.core.matrix.Shape}. The hot path works on arrays. */
@NullMarked
package nn.core.matrix;

import org.jspecify.annotations.NullMarked;
