package nn.core.layer;

import nn.core.random.RandomKey;

/**
 * What a {@linkplain BuiltLayer#reference textbook forward pass} computes with.
 *
 * @param parameters all parameters of the network
 * @param state what the network learned without an optimizer; only frozen layers read it in training
 * @param noise the random numbers of the step, as in {@link TrainingWorkspace#setNoise(RandomKey)}
 */
public record ReferencePass(double[] parameters, double[] state, RandomKey noise) {

    /** A pass of a network in which nothing is frozen. */
    public ReferencePass(double[] parameters, RandomKey noise) {
        this(parameters, new double[0], noise);
    }
}
