/**
 * Layers: what a network is made of. A {@link nn.core.layer.Layer} describes one, a {@link nn.core.layer.BuiltLayer} computes
 * with it; forward and backward of each stand in one file beside their equations.
 */
@NullMarked
package nn.core.layer;

import org.jspecify.annotations.NullMarked;
