package nn.bench;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast the candidates multiplied, in GFLOP/s, all in the same seconds.
 *
 * @param product what they multiplied
 * @param peak the median of the machine's peak
 * @param kernels our kernels
 * @param natives native libraries; may be empty
 */
record GemmResult(Product product, double peak, List<Rate> kernels, List<Rate> natives) {

    /**
     * The speed of a candidate, in GFLOP/s.
     *
     * @param name its name
     * @param median what to expect
     * @param best the fastest sample
     */
    record Rate(String name, double median, double best) {

        /** From the times of calls of so many operations. */
        static Rate of(String name, double flops, Samples samples) {
            return new Rate(name, flops / samples.median() / 1e9, flops / samples.best() / 1e9);
        }
    }

    /** The speed of a candidate in percent of the peak, both as medians. */
    double percentOfPeak(Rate rate) {
        return 100 * rate.median() / peak;
    }

    /** The speed of a kernel divided by that of the fastest native library, both as medians, if there is one. */
    OptionalDouble ratio(Rate kernel) {
        return natives.stream()
                .mapToDouble(rate -> kernel.median() / rate.median())
                .min();
    }
}
