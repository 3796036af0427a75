/** Initial values of parameters, each method in a file of its own. */
@NullMarked
package nn.core.init;

import org.jspecify.annotations.NullMarked;
