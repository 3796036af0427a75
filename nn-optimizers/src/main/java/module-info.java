/**
 * Optimizers beyond plain gradient descent.
 *
 * @provides nn.core.spi.Provider for the optimizers {@code momentum}, {@code nesterov}, {@code adagrad}, {@code rmsprop}, {@code
 *     adadelta}, {@code adam}, {@code adamax}, {@code nadam}, {@code amsgrad}, {@code adamw}, {@code radam}, {@code lion} and
 *     {@code rprop}
 */
module nn.optimizers {
    requires transitive nn.core;
    requires static org.jspecify;

    exports nn.optimizers;

    provides nn.core.spi.Provider with
            nn.optimizers.Adadelta.Provider,
            nn.optimizers.Adagrad.Provider,
            nn.optimizers.Adam.Provider,
            nn.optimizers.AdamW.Provider,
            nn.optimizers.Adamax.Provider,
            nn.optimizers.Amsgrad.Provider,
            nn.optimizers.Lion.Provider,
            nn.optimizers.Momentum.Provider,
            nn.optimizers.Nadam.Provider,
            nn.optimizers.Nesterov.Provider,
            nn.optimizers.Radam.Provider,
            nn.optimizers.RmsProp.Provider,
            nn.optimizers.Rprop.Provider;
}
