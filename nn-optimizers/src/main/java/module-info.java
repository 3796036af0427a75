/**
 * Optimizers beyond plain gradient descent.
 *
 * @provides nn.core.spi.Provider for the optimizers {@code momentum}, {@code nesterov} and {@code adam}
 */
module nn.optimizers {
    requires transitive nn.core;
    requires static org.jspecify;

    exports nn.optimizers;

    provides nn.core.spi.Provider with
            nn.optimizers.Adam.Provider,
            nn.optimizers.Momentum.Provider,
            nn.optimizers.Nesterov.Provider;
}
