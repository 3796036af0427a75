/**
 * The activation squareplus.
 *
 * @provides nn.core.spi.Provider of the activation named {@code "squareplus"}
 */
module com.example.squareplus {
    requires nn.core;

    provides nn.core.spi.Provider with
            com.example.squareplus.Squareplus.Provider;
}
