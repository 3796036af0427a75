package nn.core.optim;

import nn.core.spi.Configurable;

/**
 * A method that lowers the loss: a {@link StepOptimizer} goes one step per mini-batch, an {@link ObjectiveOptimizer} minimizes
 * the loss of a whole data set by itself.
 */
public sealed interface Optimizer extends Configurable permits StepOptimizer, ObjectiveOptimizer {}
