package nn.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import nn.bench.GemmResult.Rate;

/** The comparison as a table for people. */
final class GemmTable implements GemmReport {

    private final PrintStream out;
    private final TextColumns columns = new TextColumns();

    GemmTable(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(Setup setup) {
        out.println(Machine.description());
        out.println("threads " + setup.threads() + ", " + setup.rounds() + " rounds, FMA peak on " + FmaPeak.bits()
                + "-bit vectors");
        setup.kernels().forEach(kernel -> out.println(kernel.name() + ": " + kernel.description()));
        setup.natives().forEach(library -> out.println(library.name() + ": " + library.description()));
        out.println("GFLOP/s as the median of the rounds, then the best of them, % of the peak"
                + (setup.natives().isEmpty() ? "" : ", and × the fastest native library"));
        columns.words("from", 4).words("op", 2).words("m x n x k", 14).numbers("peak", 7);
        for (KernelCandidate kernel : setup.kernels()) {
            columns.numbers(kernel.name(), 8).numbers("best", 7).numbers("%", 5);
            if (!setup.natives().isEmpty()) {
                columns.numbers("×", 5);
            }
        }
        setup.natives()
                .forEach(library ->
                        columns.numbers(library.name(), 8).numbers("best", 7).numbers("%", 5));
        out.println();
        out.println(columns.header());
    }

    @Override
    public void add(GemmResult result) {
        Product product = result.product();
        List<String> cells = new ArrayList<>(
                List.of(product.origin(), product.op(), product.shape(), TextColumns.number("%.1f", result.peak())));
        for (Rate kernel : result.kernels()) {
            addRate(result, kernel, cells);
            result.ratio(kernel).ifPresent(ratio -> cells.add(TextColumns.number("%.2f", ratio)));
        }
        result.natives().forEach(library -> addRate(result, library, cells));
        out.println(columns.line(cells));
    }

    private static void addRate(GemmResult result, Rate rate, List<String> cells) {
        cells.add(TextColumns.number("%.1f", rate.median()));
        cells.add(TextColumns.number("%.1f", rate.best()));
        cells.add(TextColumns.number("%.0f", result.percentOfPeak(rate)));
    }

    @Override
    public void end(List<GemmSummary> summaries) {
        out.println();
        for (GemmSummary summary : summaries) {
            out.println(summary.kernel() + " × the fastest native library: geometric mean "
                    + TextColumns.number("%.2f", summary.geometricMean()) + " of " + summary.products() + ", worst "
                    + TextColumns.number("%.2f", summary.worst()) + " at " + summary.worstProduct());
        }
    }
}
