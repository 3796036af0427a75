package nn.core.diagnose;

import java.util.ArrayList;
import java.util.List;

/**
 * How numbers are distributed.
 *
 * @param mean their mean
 * @param deviation their standard deviation, that of these numbers and not of a population
 * @param min the smallest
 * @param max the largest
 * @param histogram how many lie in each of {@value #BINS} intervals of equal length from min to max
 */
public record Distribution(double mean, double deviation, double min, double max, List<Integer> histogram) {

    /** The number of intervals of a histogram. */
    public static final int BINS = 16;

    /** Keeps a copy of the histogram. */
    public Distribution {
        histogram = List.copyOf(histogram);
    }

    /** The root of the mean square, {@code √(mean² + deviation²)}: the norm divided by √n. */
    public double rootMeanSquare() {
        return Math.sqrt(mean * mean + deviation * deviation);
    }

    /** The distribution of some of an array's elements, at least one; a NaN shows in all figures. */
    static Distribution of(float[] values, List<Span> spans) {
        double sum = 0;
        double squares = 0;
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        long count = 0;
        for (Span span : spans) {
            for (int i = span.from(); i < span.to(); i++) {
                double value = values[i];
                sum += value;
                squares += value * value;
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            count += span.size();
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        return new Distribution(mean, Math.sqrt(variance), min, max, histogram(values, spans, min, max));
    }

    private static List<Integer> histogram(float[] values, List<Span> spans, float min, float max) {
        int[] bins = new int[BINS];
        float scale = max > min ? BINS / (max - min) : 0;
        for (Span span : spans) {
            for (int i = span.from(); i < span.to(); i++) {
                bins[Math.min(BINS - 1, (int) ((values[i] - min) * scale))]++;
            }
        }
        List<Integer> counts = new ArrayList<>();
        for (int bin : bins) {
            counts.add(bin);
        }
        return counts;
    }
}
