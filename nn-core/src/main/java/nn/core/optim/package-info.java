/**
 * How parameters follow from gradients: the optimizer contracts, plain gradient descent, and learning-rate schedules. Every
 * other optimizer is in nn.optimizers or a plugin.
 */
@NullMarked
package nn.core.optim;

import org.jspecify.annotations.NullMarked;
