/**
 * The arithmetic of the hot path: the {@link nn.core.kernel.MatrixKernel} contract, its complete scalar implementation, and
 * {@link nn.core.kernel.Compute}, which owns a kernel and the threads. Nothing here knows layers or networks.
 */
@NullMarked
package nn.core.kernel;

import org.jspecify.annotations.NullMarked;
