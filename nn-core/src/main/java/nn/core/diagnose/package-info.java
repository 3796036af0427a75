/**
 * Looks inside a network: statistics of each layer on a fixed {@link nn.core.diagnose.Probe}, and what they mean for somebody
 * who trains. How often to look, and whom to tell, is decided in {@code nn.core.train}.
 */
@NullMarked
package nn.core.diagnose;

import org.jspecify.annotations.NullMarked;
