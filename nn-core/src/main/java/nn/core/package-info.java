/**
 * The failures of the platform: {@link nn.core.NnException} and its kinds. What raises them lives in the packages below.
 */
@NullMarked
package nn.core;

import org.jspecify.annotations.NullMarked;
