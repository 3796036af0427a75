/** Optimizers beyond plain gradient descent. Plain gradient descent is the core's own. */
@NullMarked
package nn.optimizers;

import org.jspecify.annotations.NullMarked;
