package nn.core.layer;

import nn.core.spi.Configurable;

/** The description of a layer: immutable, independent of the width of its input, and part of the model file. */
public interface Layer extends Configurable {

    /**
     * Builds the layer for its input: claims parameters, state and room for what the backward pass needs.
     *
     * @param context the input's shape, and where to claim
     * @throws nn.core.NnException.Configuration if the layer cannot take such an input
     */
    BuiltLayer build(LayerContext context);
}
