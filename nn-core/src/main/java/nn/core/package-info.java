/** Neural networks: the module's root. Holds what concerns the module as a whole; the nouns of the field have packages below. */
@NullMarked
package nn.core;

import org.jspecify.annotations.NullMarked;
