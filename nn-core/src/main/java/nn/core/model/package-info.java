/**
 * What one ships: a {@link nn.core.model.Model} with its transforms, network, class names and provenance, and the file that
 * holds it.
 */
@NullMarked
package nn.core.model;

import org.jspecify.annotations.NullMarked;
