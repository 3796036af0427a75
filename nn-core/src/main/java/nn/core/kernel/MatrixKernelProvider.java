package nn.core.kernel;

import java.util.Optional;
import nn.core.spi.Provider;

/**
 * Makes a {@link MatrixKernel} where the machine and the JVM support it.
 *
 * <p>The provider itself must be loadable everywhere: it must not name classes of modules that may be absent before
 * {@link #unavailableBecause()} has answered.
 */
public interface MatrixKernelProvider extends Provider<MatrixKernel> {

    @Override
    default Class<MatrixKernel> type() {
        return MatrixKernel.class;
    }

    /** The reason why the kernel cannot run here, in a few words, or empty when it can. */
    Optional<String> unavailableBecause();

    /**
     * How much this kernel is preferred when the choice is automatic: the available one with the highest rank serves.
     * The scalar kernel has rank 0.
     */
    int rank();
}
