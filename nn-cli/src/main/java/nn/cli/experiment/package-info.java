/**
 * Experiments from the lecture notes, each in a file of its own: what is trained or measured, and which table and picture come out.
 * They use the library as anybody would; what they measure inside a network is {@code nn.core.diagnose}.
 */
@NullMarked
package nn.cli.experiment;

import org.jspecify.annotations.NullMarked;
