/** Matrix kernels on the Vector API. */
module nn.simd {
    requires nn.core;
    requires jdk.incubator.vector;
    requires static org.jspecify;
}
