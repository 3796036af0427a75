package nn.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.kernel.MatrixKernel;
import nn.core.model.Json;

/** Times elementary functions and reductions of each kernel on one thread, sample by sample in turn. */
final class FunctionsCommand {

    /**
     * How many elements, and where they then are.
     *
     * @param name the memory that holds them
     * @param elements a multiple of the lanes of every vector, of 10 and of {@link KernelFunction#COLUMNS}
     */
    private record Size(String name, int elements) {}

    /** Two arrays of 10 KB, 130 KB and 64 MB. */
    private static final List<Size> SIZES =
            List.of(new Size("L1", 2_560), new Size("L2", 33_280), new Size("memory", 16_778_240));

    private static final String BASELINE = "scalar";

    /** Vector code runs this long before C2 has seen enough of it; before, it is a thousand times slower. */
    private static final Interleaved.Plan FIRST = new Interleaved.Plan(1, 1_000_000, 1_000_000_000, 0);

    private final List<String> kernelNames;
    private final List<MatrixKernel> kernels;
    private final Interleaved interleaved;
    private final boolean json;
    private final PrintStream out;
    private final TextColumns columns = new TextColumns().words("function", 13).words("size", 6);

    private FunctionsCommand(List<String> kernelNames, int rounds, boolean json, PrintStream out) {
        this.kernelNames = kernelNames;
        this.json = json;
        this.out = out;
        kernels = kernelNames.stream().map(Kernels::kernel).toList();
        interleaved = new Interleaved(Interleaved.Plan.of(rounds, 1));
        kernelNames.forEach(name -> columns.numbers(name, 8).numbers("GB/s", 6).numbers("×", 5));
    }

    static void run(List<String> arguments, PrintStream out) {
        Options options = new Options(
                "functions", arguments, List.of("--functions", "--kernels", "--sizes", "--rounds"), List.of("--json"));
        List<KernelFunction> functions = KernelFunction.of(options.list("--functions", "all"));
        List<Size> sizes = sizes(options.list("--sizes", "all"));
        // The scalar kernel is what the others are compared with.
        List<String> kernels = Stream.concat(
                        Stream.of(BASELINE), Kernels.names(options.list("--kernels", "all")).stream())
                .distinct()
                .toList();
        new FunctionsCommand(kernels, options.count("--rounds", 7, 1000), options.has("--json"), out)
                .compare(functions, sizes);
    }

    private static List<Size> sizes(List<String> names) {
        for (String name : names) {
            if (!name.equals("all") && SIZES.stream().noneMatch(size -> size.name.equals(name))) {
                throw new NnException.Configuration("Unknown size " + Message.quote(name) + ". Expected all, "
                        + String.join(", ", SIZES.stream().map(Size::name).toList()) + ".");
            }
        }
        return SIZES.stream()
                .filter(size -> names.contains("all") || names.contains(size.name))
                .toList();
    }

    private void compare(List<KernelFunction> functions, List<Size> sizes) {
        if (!json) {
            out.println(Machine.description());
            out.println(
                    "one thread; nanoseconds per element as the median of the rounds, GB/s read and written, and × the "
                            + BASELINE + " kernel");
            out.println();
            out.println(columns.header());
        }
        for (KernelFunction function : functions) {
            // What is compiled while it runs on few elements serves all sizes.
            measure(function, SIZES.getFirst(), new Interleaved(FIRST));
            for (Size size : sizes) {
                report(function, size, measure(function, size, interleaved));
            }
        }
    }

    private List<Samples> measure(KernelFunction function, Size size, Interleaved measurement) {
        float[] x = function.arguments(size.elements);
        float[] y = Kernels.normal(size.elements);
        return measurement.measure(kernels.stream()
                .<Runnable>map(kernel -> () -> function.call().run(kernel, x, y, size.elements))
                .toList());
    }

    private void report(KernelFunction function, Size size, List<Samples> samples) {
        List<String> cells = new ArrayList<>(List.of(function.name(), size.name));
        double baseline = samples.getFirst().median();
        for (int i = 0; i < kernels.size(); i++) {
            double nanos = samples.get(i).median() * 1e9 / size.elements;
            double best = samples.get(i).best() * 1e9 / size.elements;
            double gigabytes = function.bytesPerElement() / nanos;
            double speedUp = baseline / samples.get(i).median();
            cells.add(TextColumns.number("%.3f", nanos));
            cells.add(TextColumns.number("%.1f", gigabytes));
            cells.add(TextColumns.number("%.1f", speedUp));
            if (json) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("function", function.name());
                line.put("size", size.name);
                line.put("elements", size.elements);
                line.put("kernel", kernelNames.get(i));
                line.put("ns_per_element", rounded(nanos));
                line.put("ns_per_element_best", rounded(best));
                line.put("gb_per_s", rounded(gigabytes));
                line.put("speed_up_over_scalar", rounded(speedUp));
                out.println(Json.write(line));
            }
        }
        if (!json) {
            out.println(columns.line(cells));
        }
    }

    private static double rounded(double value) {
        return Math.rint(value * 10_000) / 10_000;
    }
}
