/** Measurements and benchmarks, and the command that runs them. Correctness is tested elsewhere. */
@NullMarked
package nn.bench;

import org.jspecify.annotations.NullMarked;
