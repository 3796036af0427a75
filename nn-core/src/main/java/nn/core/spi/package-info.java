/**
 * How named components are described, found and made: {@link nn.core.spi.Spec} and {@link nn.core.spi.Settings} describe one,
 * a {@link nn.core.spi.Provider} makes it, the {@link nn.core.spi.Registry} finds it. The components themselves live with
 * their subject.
 */
@NullMarked
package nn.core.spi;

import org.jspecify.annotations.NullMarked;
