/** The command line. It parses, calls the core and prints; what it does is also possible from Java. */
@NullMarked
package nn.cli;

import org.jspecify.annotations.NullMarked;
