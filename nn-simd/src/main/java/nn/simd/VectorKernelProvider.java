package nn.simd;

import java.util.Optional;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.MatrixKernelProvider;
import nn.core.spi.Registry;
import nn.core.spi.Settings;

/**
 * Makes the {@link VectorKernel} where it would be fast.
 *
 * <p>This class names no Vector type, since it is loaded even where their module is absent.
 */
public final class VectorKernelProvider implements MatrixKernelProvider {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** Called by the service loader. */
    public VectorKernelProvider() {}

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public int rank() {
        return 100;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Without the compiler C2, and without fused multiply-add in hardware, the kernel would be correct but slower than
     * the scalar one. How the JVM compiles is read from its description of itself; multiply-add is tried.
     */
    @Override
    public Optional<String> unavailableBecause() {
        String mode = System.getProperty("java.vm.info", "");
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            return Optional.of("the JVM runs without --add-modules " + VECTOR_MODULE);
        } else if (mode.contains("interpreted")) {
            return Optional.of("the JVM only interprets");
        } else if (mode.contains("emulated-client")) {
            return Optional.of("the JVM runs without its optimizing compiler C2");
        } else if (!FmaProbe.isFast()) {
            return Optional.of("fused multiply-add is emulated in software here");
        }
        return Optional.empty();
    }

    @Override
    public MatrixKernel create(Settings settings, Registry registry) {
        settings.requireEmpty();
        return new WarmStartKernel(new VectorKernel());
    }
}
