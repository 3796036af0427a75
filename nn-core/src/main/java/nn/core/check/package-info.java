/**
 * Checks that anybody may run on a network: {@link nn.core.check.GradientCheck} compares the gradients it trains with to
 * derivatives of its textbook form. Tests of a single class do not belong here.
 */
@NullMarked
package nn.core.check;

import org.jspecify.annotations.NullMarked;
