/**
 * Matrix kernels on the Vector API.
 *
 * @provides nn.core.spi.Provider of the kernel named {@code "simd"}
 */
module nn.simd {
    requires nn.core;
    requires jdk.incubator.vector;
    requires static org.jspecify;

    exports nn.simd to
            nn.bench;

    provides nn.core.spi.Provider with
            nn.simd.VectorKernelProvider;
}
