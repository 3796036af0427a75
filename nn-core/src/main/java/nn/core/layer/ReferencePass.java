package nn.core.layer;

import nn.core.random.RandomKey;

/**
 * What a {@linkplain BuiltLayer#reference textbook forward pass} computes with.
 *
 * @param parameters all parameters of the network
 * @param noise the random numbers of the step, as in {@link TrainingWorkspace#noise()}
 */
public record ReferencePass(double[] parameters, RandomKey noise) {}
