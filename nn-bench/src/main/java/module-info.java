/**
 * Benchmarks of kernels and training steps, beside native libraries and as whole uses.
 *
 * <p>The module is open because JMH creates benchmarks and their state by reflection.
 */
open module nn.bench {
    requires nn.core;
    requires nn.data;
    requires nn.optimizers;
    requires nn.simd;
    requires java.management;
    requires jdk.incubator.vector;
    requires jdk.unsupported;
    requires jmh.core;
    requires static org.jspecify;
}
