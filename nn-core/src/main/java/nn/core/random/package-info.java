/** Random numbers that are computed from where they are used, not drawn from a state: {@link nn.core.random.RandomKey}. */
@NullMarked
package nn.core.random;

import org.jspecify.annotations.NullMarked;
