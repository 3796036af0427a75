/**
 * Activation functions, forward and backward, each in a file of its own. What has parameters or changes the width is a layer
 * instead.
 */
@NullMarked
package nn.core.activation;

import org.jspecify.annotations.NullMarked;
