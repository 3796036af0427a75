package nn.core.kernel;

import java.util.Comparator;
import java.util.List;
import nn.core.NnException;
import nn.core.spi.Provider;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;

/** The kernel that serves and the words that explain why. */
record KernelChoice(MatrixKernel kernel, String reason) {

    static KernelChoice of(Registry registry, String name) {
        return name.equals("auto") ? automatic(registry) : named(registry, name);
    }

    private static KernelChoice named(Registry registry, String name) {
        Provider<MatrixKernel> provider = registry.provider(MatrixKernel.class, name);
        if (provider instanceof MatrixKernelProvider kernels) {
            kernels.unavailableBecause().ifPresent(why -> {
                throw new NnException.Configuration(
                        "Kernel \"" + name + "\" cannot run here: " + why + ". Use --kernel auto or scalar.");
            });
        }
        return new KernelChoice(registry.create(MatrixKernel.class, Spec.of(name)), "asked for");
    }

    private static KernelChoice automatic(Registry registry) {
        List<MatrixKernelProvider> ranked = registry.providers(MatrixKernel.class).stream()
                .filter(MatrixKernelProvider.class::isInstance)
                .map(MatrixKernelProvider.class::cast)
                .sorted(Comparator.comparingInt(MatrixKernelProvider::rank).reversed())
                .toList();
        StringBuilder passedOver = new StringBuilder();
        for (MatrixKernelProvider provider : ranked) {
            if (provider.unavailableBecause().isEmpty()) {
                String reason = passedOver.isEmpty() ? "the best one here" : "since " + passedOver;
                return new KernelChoice(provider.create(Settings.EMPTY, registry), reason);
            }
            passedOver
                    .append(passedOver.isEmpty() ? "" : "; ")
                    .append(provider.name())
                    .append(" cannot run: ")
                    .append(provider.unavailableBecause().get());
        }
        return new KernelChoice(new ScalarKernel(), "no kernel is registered");
    }
}
