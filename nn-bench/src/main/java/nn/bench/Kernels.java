package nn.bench;

import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.simd.VectorKernel;

/** The kernels that benchmarks compare, and numbers to feed them with. */
final class Kernels {

    private Kernels() {}

    /** {@code scalar}, {@code simd}, or {@code simd-128}, {@code simd-256}, {@code simd-512} for a given vector width. */
    static Compute compute(String name, int threads) {
        return name.startsWith("simd-")
                ? Compute.of(VectorKernel.ofBits(Integer.parseInt(name.substring(5))), threads)
                : Compute.choose(Registry.load(), name, threads);
    }

    static MatrixKernel kernel(String name) {
        return compute(name, 1).kernel();
    }

    /** Standard normal numbers, the same in every run. */
    static float[] normal(int count) {
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.normal(i);
        }
        return values;
    }
}
