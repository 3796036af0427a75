/** Optimizers beyond plain gradient descent. */
module nn.optimizers {
    requires nn.core;
    requires static org.jspecify;
}
