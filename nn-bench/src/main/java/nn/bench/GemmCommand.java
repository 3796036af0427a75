package nn.bench;

import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import nn.bench.GemmResult.Rate;
import nn.core.NnException;

/** Compares products of matrices by our kernels and by native libraries in one run, sample by sample in turn. */
final class GemmCommand implements AutoCloseable {

    /** Different ways of summing are that much apart at most, in proportion to the largest element. */
    private static final float TOLERANCE = 1e-4f;

    private static final long WARM_UP_NANOS = 1_500_000_000L;

    /** What every kernel multiplies before anything is measured. */
    private static final List<String> WARM_UP =
            List.of("W1", "W5", "128x512x256", "256x512x128:TN", "128x256x512:NT", "7x13x300", "1x128x128");

    private final List<KernelCandidate> kernels;
    private final List<NativeLibrary> natives;
    private final FmaPeak peak;
    private final Interleaved interleaved;
    private final GemmReport.Setup setup;

    private GemmCommand(List<String> kernelNames, List<String> libraries, int threads, int rounds) {
        natives = libraries.stream()
                .map(library -> NativeLibrary.open(library, threads))
                .toList();
        kernels = kernelNames.stream()
                .map(name -> new KernelCandidate(name, Kernels.compute(name, threads)))
                .toList();
        peak = new FmaPeak(threads);
        interleaved = new Interleaved(Interleaved.Plan.of(rounds, threads));
        setup = new GemmReport.Setup(threads, rounds, kernels, natives);
    }

    static void run(List<String> arguments, PrintStream out) {
        Options options = new Options(
                "gemm",
                arguments,
                List.of("--against", "--shapes", "--threads", "--kernels", "--rounds"),
                List.of("--json"));
        List<Product> products = Product.of(options.list("--shapes", "all"));
        List<String> kernelNames = Kernels.names(options.list("--kernels", "auto"));
        int threads = options.count("--threads", 1, 256);
        int rounds = options.count("--rounds", 9, 1000);
        GemmReport report = options.has("--json") ? new GemmJson(out) : new GemmTable(out);
        try (GemmCommand command = new GemmCommand(kernelNames, options.list("--against"), threads, rounds)) {
            command.compare(products, report);
        }
    }

    private void compare(List<Product> products, GemmReport report) {
        report.begin(setup);
        warmUp();
        List<GemmResult> results = new ArrayList<>();
        for (Product product : products) {
            GemmResult result = measure(product);
            results.add(result);
            report.add(result);
        }
        report.end(kernels.stream()
                .flatMap(kernel -> GemmSummary.of(kernel.name(), results).stream())
                .toList());
    }

    /** Lets C2 see many shapes, so that it does not compile the first one's special case. */
    private void warmUp() {
        try (Arena arena = Arena.ofConfined()) {
            List<Operands> shapes = Product.of(WARM_UP).stream()
                    .map(product -> Operands.of(product, arena))
                    .toList();
            for (KernelCandidate kernel : kernels) {
                repeat(i -> kernel.multiply(shapes.get(i % shapes.size())));
            }
            repeat(_ -> peak.run());
        }
    }

    private static void repeat(IntConsumer call) {
        long end = System.nanoTime() + WARM_UP_NANOS;
        for (int i = 0; System.nanoTime() < end; i++) {
            call.accept(i);
        }
    }

    private GemmResult measure(Product product) {
        try (Arena arena = Arena.ofConfined()) {
            Operands operands = Operands.of(product, arena);
            requireSameResults(operands);
            List<Runnable> tasks = new ArrayList<>();
            tasks.add(peak);
            kernels.forEach(kernel -> tasks.add(() -> kernel.multiply(operands)));
            natives.forEach(library -> tasks.add(() -> library.multiply(operands)));
            List<Samples> samples = interleaved.measure(tasks);
            List<Rate> ours = new ArrayList<>();
            List<Rate> theirs = new ArrayList<>();
            int next = 1;
            for (KernelCandidate kernel : kernels) {
                ours.add(Rate.of(kernel.name(), product.flops(), samples.get(next++)));
            }
            for (NativeLibrary library : natives) {
                theirs.add(Rate.of(library.name(), product.flops(), samples.get(next++)));
            }
            return new GemmResult(product, peak.flops() / samples.getFirst().median() / 1e9, ours, theirs);
        }
    }

    /** A candidate that computes something else would not be compared with anything. */
    private void requireSameResults(Operands operands) {
        operands.forgetResults();
        KernelCandidate first = kernels.getFirst();
        first.multiply(operands);
        float[] expected = first.result(operands).clone();
        Stream.concat(kernels.stream().skip(1), natives.stream()).forEach(candidate -> {
            operands.forgetResults();
            candidate.multiply(operands);
            double difference = Agreement.relativeDifference(expected, candidate.result(operands));
            if (!(difference <= TOLERANCE)) {
                throw new NnException.Data(operands.product() + ": " + candidate.name() + " differs from "
                        + first.name() + " by " + difference + " of the largest element, expected at most " + TOLERANCE
                        + ". One of the two is wrong.");
            }
        });
    }

    @Override
    public void close() {
        kernels.forEach(kernel -> kernel.compute().close());
        peak.close();
    }
}
