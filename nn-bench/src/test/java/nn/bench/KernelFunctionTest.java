package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class KernelFunctionTest {

    /** A new method of the kernel needs a line in {@link KernelFunction#ALL}. */
    @Test
    void everyFunctionOfTheKernelIsMeasured() {
        TreeSet<String> methods = Arrays.stream(MatrixKernel.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        methods.removeAll(List.of("name", "description", "gemm", "affine", "affineRow"));
        assertEquals(
                methods,
                new TreeSet<>(
                        KernelFunction.ALL.stream().map(KernelFunction::name).toList()));
    }

    @Test
    void theBenchmarkOffersEveryFunction() throws NoSuchFieldException {
        String[] offered = ElementaryFunctionBenchmark.class
                .getDeclaredField("function")
                .getAnnotation(Param.class)
                .value();
        assertEquals(
                new TreeSet<>(
                        KernelFunction.ALL.stream().map(KernelFunction::name).toList()),
                new TreeSet<>(List.of(offered)));
    }

    @Test
    void everyFunctionIsCalledOnFiniteArguments() {
        int n = 10 * KernelFunction.COLUMNS;
        for (KernelFunction function : KernelFunction.ALL) {
            float[] y = new float[n];
            Arrays.fill(y, 1);
            function.call().run(new ScalarKernel(), function.arguments(n), y, n);
            assertTrue(Float.isFinite(y[0]), function.name());
            assertTrue(y[0] != 1, function.name() + " wrote nothing");
        }
    }
}
