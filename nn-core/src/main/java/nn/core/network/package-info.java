/** Networks: a {@link nn.core.network.NetworkSpec} lists layers, a {@link nn.core.network.Network} holds them with parameters. */
@NullMarked
package nn.core.network;

import org.jspecify.annotations.NullMarked;
