package nn.core.activation;

import nn.core.init.GlorotUniform;
import nn.core.init.Initializer;
import nn.core.spi.Configurable;

/** A function without parameters between two affine layers: {@link ElementwiseActivation} or {@link RowwiseActivation}. */
public sealed interface Activation extends Configurable permits ElementwiseActivation, RowwiseActivation {

    /** The initializer for the weights in front of this activation, when nobody names one. */
    default Initializer initializer() {
        return new GlorotUniform();
    }
}
