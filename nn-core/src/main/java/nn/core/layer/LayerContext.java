package nn.core.layer;

import java.util.List;
import nn.core.init.Initializer;
import nn.core.matrix.Shape;

/** What a layer sees when it is built. Everything it claims belongs to it alone. */
public interface LayerContext {

    /** A name for this layer that is unique in the network, for example {@code dense1}. */
    String name();

    /** The shape of one input sample. */
    Shape inputShape();

    /**
     * Claims a parameter, which the optimizer changes.
     *
     * @param name what it is called within the layer, for example {@code weights}
     * @param role what it does
     * @param shape its dimensions; for a weight matrix fanIn × fanOut
     * @param initializer gives it its first values; fanIn and fanOut are the shape's first length and the size of the rest,
     *     for a single length 1 and that
     */
    Segment parameter(String name, Role role, Shape shape, Initializer initializer);

    /**
     * Claims state, which the layer itself changes during training and which belongs to the model.
     *
     * @param name what it is called within the layer
     * @param shape its dimensions
     * @param initialValue the first value of each element
     */
    Segment state(String name, Shape shape, float initialValue);

    /**
     * Claims room in every training workspace for something that {@code forward} leaves for the backward pass.
     *
     * @param perRow numbers for each row of the batch
     * @param perBatch numbers beyond that
     */
    Slot slot(int perRow, int perBatch);

    /**
     * Claims room in every workspace, those for predictions included, for what is only needed while this layer is at work.
     *
     * @param perRow numbers for each row
     */
    Scratch scratch(int perRow);

    /**
     * Builds layers inside of this one, the first for this layer's input, each further one for what the layer before it gives.
     * What they claim is called after this layer, for example {@code residual1.dense1.weights}.
     *
     * @param layers from input to output
     */
    List<BuiltLayer> inner(List<Layer> layers);

    /** This context with a longer name: for a second sequence of inner layers. */
    LayerContext within(String part);
}
