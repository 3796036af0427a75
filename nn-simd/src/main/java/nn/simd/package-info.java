/** Matrix kernels on the Vector API. Nothing here is API: users see the kernel service of the core. */
@NullMarked
package nn.simd;

import org.jspecify.annotations.NullMarked;
