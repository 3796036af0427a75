package nn.core.layer;

import nn.core.activation.Activation;
import nn.core.init.Initializer;
import nn.core.spi.Registry;
import nn.core.spi.Spec;

/**
 * A layer that stands behind a dense one where others have an activation: an {@linkplain ActivationLayer activation}, or what is
 * more than that, with parameters or another width. People name all of them the same way.
 */
public interface Nonlinearity extends Layer {

    /** The initializer for the weights in front of it, when nobody names one. */
    Initializer initializer();

    /**
     * How many units go in for some to come out.
     *
     * @param units the width behind it, 1 or more
     */
    default int unitsInFrontOf(int units) {
        return units;
    }

    /**
     * Makes the nonlinearity of a name: an activation, or a layer of this kind.
     *
     * @param spec name and settings
     * @param registry where activations and layers are found
     * @throws nn.core.NnException.Configuration if it is neither; the message lists the activations
     */
    static Nonlinearity of(Spec spec, Registry registry) {
        if (registry.find(Activation.class, spec.name()).isEmpty()
                && registry.find(Layer.class, spec.name()).isPresent()
                && registry.create(Layer.class, spec) instanceof Nonlinearity layer) {
            return layer;
        }
        return new ActivationLayer(registry.create(Activation.class, spec));
    }
}
