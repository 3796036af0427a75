package nn.core.check;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nn.core.matrix.Shape;

/**
 * What a {@link GradientCheck} found.
 *
 * @param tensors one result for each parameter, then one for the {@link GradientCheck#INPUT}
 * @param rows rows of the batch
 * @param bound the largest error that passes
 */
public record GradientReport(List<Tensor> tensors, int rows, double bound) {

    /**
     * How far the gradient of one tensor is off.
     *
     * @param name the parameter, for example {@code dense1.weights}
     * @param shape its dimensions
     * @param checked how many of its entries were compared
     * @param atKinks how many further ones were left out, since the loss has a kink there
     * @param error ‖analytic − numeric‖ over the larger of the two norms; NaN if a gradient is not finite
     * @param analyticNorm ‖analytic‖ over the entries that were looked at
     * @param numericNorm ‖numeric‖ likewise
     * @param worst where the two differ most
     */
    public record Tensor(
            String name,
            Shape shape,
            int checked,
            int atKinks,
            double error,
            double analyticNorm,
            double numericNorm,
            Entry worst) {

        /** Where an entry is, for people: a number for each dimension, from 0, as in {@code dense1.weights[3, 12]}. */
        public String place(Entry entry) {
            List<Integer> lengths = shape.dimensions();
            int rest = entry.index();
            String place = "";
            for (int d = lengths.size() - 1; d >= 0; d--) {
                place = rest % lengths.get(d) + (place.isEmpty() ? "" : ", ") + place;
                rest /= lengths.get(d);
            }
            return name + "[" + place + "]";
        }

        private String entries() {
            String counted = checked == shape.size()
                    ? String.format(Locale.ROOT, "all %,d", checked)
                    : String.format(Locale.ROOT, "%,d of %,d", checked, shape.size());
            return atKinks == 0 ? counted : counted + ", " + atKinks + " at kinks";
        }
    }

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

    /** Whether every tensor has an entry that could be compared, and every error is within the bound. */
    public boolean passed() {
        return tensors.stream().allMatch(this::passed);
    }

    /** Whether a tensor is right. */
    public boolean passed(Tensor tensor) {
        return tensor.checked > 0 && tensor.error <= bound; // false for NaN
    }

    /** The tensor with the largest error; NaN counts as larger than any number. */
    public Tensor worst() {
        return tensors.stream().max(Comparator.comparingDouble(Tensor::error)).orElseThrow();
    }

    /** A table for people, one line per tensor. */
    public String table() {
        String name = "%-" + width(tensors.stream().map(Tensor::name).toList(), "tensor") + "s";
        String entries = "%-" + width(tensors.stream().map(Tensor::entries).toList(), "entries") + "s";
        String header = String.format(
                Locale.ROOT,
                name + "  " + entries + "  %10s %12s %12s  %s%n",
                "tensor",
                "entries",
                "error",
                "‖analytic‖",
                "‖numeric‖",
                "largest difference");
        return header
                + tensors.stream()
                        .map(t -> String.format(
                                Locale.ROOT,
                                name + "  " + entries + "  %10.3g %12.5g %12.5g  %s %.7g, numeric %.7g%s%n",
                                t.name(),
                                t.entries(),
                                t.error(),
                                t.analyticNorm(),
                                t.numericNorm(),
                                t.place(t.worst()),
                                t.worst().analytic(),
                                t.worst().numeric(),
                                verdict(t)))
                        .collect(Collectors.joining());
    }

    private String verdict(Tensor tensor) {
        if (tensor.checked == 0) {
            return "  ← nothing but kinks; take other rows";
        }
        return passed(tensor) ? "" : "  ← over " + bound;
    }

    private static int width(List<String> texts, String title) {
        return Math.max(
                title.length(), texts.stream().mapToInt(String::length).max().orElse(0));
    }
}
