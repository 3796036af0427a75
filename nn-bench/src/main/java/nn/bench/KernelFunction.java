package nn.bench;

import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.Store;

/**
 * A function or reduction of kernels to measure.
 *
 * @param name the name of the kernel's method
 * @param bytesPerElement what it reads and writes for each element
 * @param positive whether its arguments must be greater than 0
 * @param call calls it for n elements, a multiple of {@link #COLUMNS} and of 10
 */
record KernelFunction(String name, int bytesPerElement, boolean positive, Call call) {

    /** Columns of the matrix whose columns are added up. */
    static final int COLUMNS = 256;

    /** Columns of the matrix whose rows are reduced: as many as MNIST has classes. */
    private static final int CLASSES = 10;

    /** Every function. A further one is one line. */
    static final List<KernelFunction> ALL = List.of(
            elementwise("exp", MatrixKernel::exp),
            elementwise("expm1", MatrixKernel::expm1),
            new KernelFunction("log", 8, true, (kernel, x, y, n) -> kernel.log(x, 0, y, 0, n)),
            elementwise("tanh", MatrixKernel::tanh),
            elementwise("sigmoid", MatrixKernel::sigmoid),
            elementwise("softplus", MatrixKernel::softplus),
            elementwise("erf", MatrixKernel::erf),
            elementwise("sin", MatrixKernel::sin),
            elementwise("cos", MatrixKernel::cos),
            new KernelFunction("scaleBytes", 5, false, KernelFunction::scaleImages),
            reduction("softmaxRows", 8, (kernel, x, y, n) -> kernel.softmaxRows(n / CLASSES, CLASSES, x, 0, y, 0)),
            reduction("logSumExpRows", 4, (kernel, x, y, n) -> kernel.logSumExpRows(n / CLASSES, CLASSES, x, 0, y, 0)),
            reduction("maxAbs", 4, (kernel, x, y, n) -> y[0] = kernel.maxAbs(x, 0, n)),
            reduction("norm", 4, (kernel, x, y, n) -> y[0] = (float) kernel.norm(x, 0, n)),
            reduction("dot", 8, (kernel, x, y, n) -> y[0] = (float) kernel.dot(x, 0, y, 0, n)),
            reduction(
                    "columnSums",
                    4,
                    (kernel, x, y, n) ->
                            kernel.columnSums(n / COLUMNS, COLUMNS, x, 0, COLUMNS, y, 0, Store.OVERWRITE)));

    private static final byte[] IMAGE = new byte[784];

    private static void scaleImages(MatrixKernel kernel, float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += IMAGE.length) {
            kernel.scaleBytes(IMAGE, 0, 1 / 255f, y, i, Math.min(IMAGE.length, n - i));
        }
    }

    /** Calls a function. */
    interface Call {
        /**
         * Calls it once.
         *
         * @param x arguments
         * @param y further arguments or, overwritten, results
         * @param n how many elements
         */
        void run(MatrixKernel kernel, float[] x, float[] y, int n);
    }

    private interface Elementwise {
        void apply(MatrixKernel kernel, float[] x, int xFrom, float[] y, int yFrom, int n);
    }

    private static KernelFunction elementwise(String name, Elementwise function) {
        return new KernelFunction(name, 8, false, (kernel, x, y, n) -> function.apply(kernel, x, 0, y, 0, n));
    }

    private static KernelFunction reduction(String name, int bytesPerElement, Call call) {
        return new KernelFunction(name, bytesPerElement, false, call);
    }

    /**
     * The functions of a list of names; {@code all} stands for all of them.
     *
     * @throws NnException.Configuration if there is no function of such a name
     */
    static List<KernelFunction> of(List<String> names) {
        for (String name : names) {
            if (!name.equals("all") && ALL.stream().noneMatch(function -> function.name.equals(name))) {
                throw new NnException.Configuration("Unknown function " + Message.quote(name) + ". Expected all, "
                        + String.join(
                                ", ", ALL.stream().map(KernelFunction::name).toList()) + ".");
            }
        }
        return ALL.stream()
                .filter(function -> names.contains("all") || names.contains(function.name))
                .toList();
    }

    /** Arguments for so many elements: normal, or their absolute values. */
    float[] arguments(int n) {
        float[] x = Kernels.normal(n);
        if (positive) {
            for (int i = 0; i < n; i++) {
                x[i] = Math.abs(x[i]);
            }
        }
        return x;
    }
}
