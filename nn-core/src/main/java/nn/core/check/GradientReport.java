package nn.core.check;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link GradientCheck} found.
 *
 * @param tensors one result for each parameter, then one for the {@link GradientCheck#INPUT}
 * @param bound the largest error that passes
 */
public record GradientReport(List<Tensor> tensors, double bound) {

    /**
     * How far the gradient of one tensor is off.
     *
     * @param name the parameter, for example {@code dense1.weights}
     * @param error ‖analytic − numeric‖ over the larger of the two norms; NaN if a gradient is not finite
     * @param analyticNorm ‖analytic‖
     * @param numericNorm ‖numeric‖
     * @param worst where the two differ most
     */
    public record Tensor(String name, double error, double analyticNorm, double numericNorm, Entry worst) {}

    /**
     * One partial derivative.
     *
     * @param index its place in the tensor, row-major, from 0
     * @param analytic what the backward pass says
     * @param numeric what the textbook form says
     */
    public record Entry(int index, double analytic, double numeric) {}

    /** Keeps a copy of the list. */
    public GradientReport {
        tensors = List.copyOf(tensors);
    }

    /** Whether every error is within the bound. */
    public boolean passed() {
        return tensors.stream().allMatch(this::isWithinBound);
    }

    /** The tensor with the largest error; NaN counts as larger than any number. */
    public Tensor worst() {
        return tensors.stream().max(Comparator.comparingDouble(Tensor::error)).orElseThrow();
    }

    private boolean isWithinBound(Tensor tensor) {
        return tensor.error() <= bound; // false for NaN
    }

    /** A table for people, one line per tensor. */
    public String table() {
        int width = tensors.stream().mapToInt(t -> t.name().length()).max().orElse(0);
        String name = "%-" + Math.max(width, 6) + "s";
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                name + "  %10s %12s %12s  %s%n",
                "tensor",
                "error",
                "‖analytic‖",
                "‖numeric‖",
                "largest difference"));
        for (Tensor t : tensors) {
            Entry e = t.worst();
            table.append(String.format(
                    Locale.ROOT,
                    name + "  %10.3g %12.5g %12.5g  [%d] %.7g, numeric %.7g%s%n",
                    t.name(),
                    t.error(),
                    t.analyticNorm(),
                    t.numericNorm(),
                    e.index(),
                    e.analytic(),
                    e.numeric(),
                    isWithinBound(t) ? "" : "  ← over " + bound));
        }
        return table.toString();
    }
}
