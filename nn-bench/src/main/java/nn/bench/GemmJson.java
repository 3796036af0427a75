package nn.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nn.bench.GemmResult.Rate;
import nn.core.model.Json;

/** The comparison as lines of JSON for programs: the setup, a line for each product and candidate, and the summaries. */
final class GemmJson implements GemmReport {

    private final PrintStream out;

    GemmJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(Setup setup) {
        List<GemmCandidate> all = new ArrayList<>(setup.kernels());
        all.addAll(setup.natives());
        Map<String, Object> candidates = new LinkedHashMap<>();
        all.forEach(candidate -> candidates.put(candidate.name(), candidate.description()));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("machine", Machine.description());
        line.put("threads", setup.threads());
        line.put("rounds", setup.rounds());
        line.put("peak_bits", FmaPeak.bits());
        line.put("candidates", candidates);
        out.println(Json.write(line));
    }

    @Override
    public void add(GemmResult result) {
        for (Rate kernel : result.kernels()) {
            Map<String, Object> line = line(result, kernel);
            result.ratio(kernel).ifPresent(ratio -> line.put("ratio_to_best_native", rounded(ratio)));
            out.println(Json.write(line));
        }
        result.natives().forEach(library -> out.println(Json.write(line(result, library))));
    }

    private static Map<String, Object> line(GemmResult result, Rate rate) {
        Product product = result.product();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("from", product.origin());
        line.put("op", product.op());
        line.put("m", product.m());
        line.put("n", product.n());
        line.put("k", product.k());
        line.put("candidate", rate.name());
        line.put("gflops", rounded(rate.median()));
        line.put("gflops_best", rounded(rate.best()));
        line.put("peak_gflops", rounded(result.peak()));
        line.put("percent_of_peak", rounded(result.percentOfPeak(rate)));
        return line;
    }

    @Override
    public void end(List<GemmSummary> summaries) {
        for (GemmSummary summary : summaries) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("candidate", summary.kernel());
            line.put("products", summary.products());
            line.put("geometric_mean_ratio", rounded(summary.geometricMean()));
            line.put("worst_ratio", rounded(summary.worst()));
            line.put("worst_product", summary.worstProduct().toString());
            out.println(Json.write(line));
        }
    }

    private static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }
}
