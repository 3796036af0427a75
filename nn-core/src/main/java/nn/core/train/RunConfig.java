package nn.core.train;

import nn.core.data.Storage;
import nn.core.kernel.Compute;
import nn.core.spi.Registry;
import nn.core.spi.Require;
import nn.core.spi.Settings;

/**
 * How a training is computed. But for the seed, results do not depend on it.
 *
 * @param seed of the split, the initial weights, the order of rows, and noise
 * @param threads number of threads
 * @param kernel {@code auto} or the name of a kernel
 * @param storage where data are kept: {@code auto}, {@code memory} or {@code disk}
 */
public record RunConfig(long seed, int threads, String kernel, String storage) implements Settings.Group {

    /** Checks the values. */
    public RunConfig {
        Require.atLeast(1, "threads", threads);
        Storage.of(storage);
    }

    static RunConfig defaults() {
        return new RunConfig(1, Runtime.getRuntime().availableProcessors(), "auto", "auto");
    }

    /**
     * What computes; whoever asks for it closes it.
     *
     * @param registry where kernels are found
     * @throws nn.core.NnException.Configuration if the kernel is unknown or cannot run here
     */
    public Compute compute(Registry registry) {
        return Compute.choose(registry, kernel, threads);
    }
}
