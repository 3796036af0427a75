package nn.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nn.core.activation.Activation;
import nn.core.layer.ActivationLayer;
import nn.core.layer.BatchNorm;
import nn.core.layer.Dense;
import nn.core.layer.Dropout;
import nn.core.layer.Layer;
import nn.core.layer.Segment;
import nn.core.matrix.Shape;

/**
 * The architecture of a feed-forward network: its layers from input to output. It ends in logits; the loss knows how
 * predictions are read off them.
 *
 * @param layers at least one
 */
public record NetworkSpec(List<Layer> layers) {

    /** Checks that there is a layer. */
    public NetworkSpec {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("A network needs at least one layer.");
        }
    }

    /** Starts an architecture without layers. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Builds the network for its inputs.
     *
     * @param inputShape the shape of one sample
     * @param seed determines the initial parameters
     * @throws nn.core.NnException.Configuration if a layer cannot take what the one before it gives
     */
    public Network build(Shape inputShape, long seed) {
        return NetworkBuilder.build(this, inputShape, seed);
    }

    /**
     * Builds the network with learned values, those of a model file for instance.
     *
     * @param inputShape the shape of one sample
     * @param learned gives the values of each segment of parameters and state; asked for all of them before anything of the
     *     network's size is allocated
     * @throws nn.core.NnException.Configuration if a layer cannot take what the one before it gives
     */
    public Network restore(Shape inputShape, Function<Segment, float[]> learned) {
        return NetworkBuilder.restore(this, inputShape, learned);
    }

    /** This architecture with another last layer, for other targets. */
    public NetworkSpec withLast(Layer last) {
        List<Layer> changed = new ArrayList<>(layers);
        changed.set(changed.size() - 1, last);
        return new NetworkSpec(changed);
    }

    /** Collects layers from input to output. */
    public static final class Builder {
        private final List<Layer> layers = new ArrayList<>();

        private Builder() {}

        /** Adds a fully connected layer with its weights initialized for ReLU. */
        public Builder dense(int units) {
            return layer(new Dense(units));
        }

        /** Adds an activation. */
        public Builder activation(Activation activation) {
            return layer(new ActivationLayer(activation));
        }

        /** Adds dropout with a rate from 0 up to, but not including, 1. */
        public Builder dropout(double rate) {
            return layer(new Dropout(rate));
        }

        /** Adds batch normalization; its place is between a dense layer and the activation. */
        public Builder batchNorm() {
            return layer(new BatchNorm());
        }

        /** Adds any layer. */
        public Builder layer(Layer layer) {
            layers.add(layer);
            return this;
        }

        /** The architecture of the layers added so far. */
        public NetworkSpec spec() {
            return new NetworkSpec(layers);
        }

        /** Builds the network, as {@link NetworkSpec#build} does. */
        public Network build(Shape inputShape, long seed) {
            return spec().build(inputShape, seed);
        }
    }
}
