/**
 * Optimizers beyond plain gradient descent, each with its equations, its state and its provider in one file. The
 * contracts they implement and plain gradient descent are the core's own.
 */
@NullMarked
package nn.optimizers;

import org.jspecify.annotations.NullMarked;
