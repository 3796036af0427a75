package nn.bench;

import java.util.List;
import java.util.Optional;

/**
 * A kernel's ratios to the fastest native library over several products.
 *
 * @param kernel the kernel
 * @param products how many products
 * @param geometricMean the geometric mean of the ratios
 * @param worst the smallest ratio
 * @param worstProduct the product with the smallest ratio
 */
record GemmSummary(String kernel, int products, double geometricMean, double worst, Product worstProduct) {

    /** Sums up a kernel's results; nothing without native libraries. */
    static Optional<GemmSummary> of(String kernel, List<GemmResult> results) {
        double logarithms = 0;
        double worst = Double.POSITIVE_INFINITY;
        Optional<Product> worstProduct = Optional.empty();
        for (GemmResult result : results) {
            GemmResult.Rate rate = result.kernels().stream()
                    .filter(candidate -> candidate.name().equals(kernel))
                    .findFirst()
                    .orElseThrow();
            double ratio = result.ratio(rate).orElse(Double.NaN);
            logarithms += Math.log(ratio);
            if (ratio < worst) {
                worst = ratio;
                worstProduct = Optional.of(result.product());
            }
        }
        double mean = Math.exp(logarithms / results.size());
        double smallest = worst;
        return worstProduct.map(product -> new GemmSummary(kernel, results.size(), mean, smallest, product));
    }
}
