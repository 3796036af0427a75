/**
 * Optimizers beyond plain gradient descent.
 *
 * @provides nn.core.spi.Provider for optimizers of steps, such as {@code adam}, and of whole objectives, such as {@code l-bfgs}
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
            nn.optimizers.Bfgs.Provider,
            nn.optimizers.ConjugateGradient.Provider,
            nn.optimizers.LBfgs.Provider,
            nn.optimizers.LevenbergMarquardt.Provider,
            nn.optimizers.Lion.Provider,
            nn.optimizers.Momentum.Provider,
            nn.optimizers.Nadam.Provider,
            nn.optimizers.Nesterov.Provider,
            nn.optimizers.Radam.Provider,
            nn.optimizers.RmsProp.Provider,
            nn.optimizers.Rprop.Provider;
}
