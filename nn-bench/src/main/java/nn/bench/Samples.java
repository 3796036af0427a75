package nn.bench;

import java.util.Arrays;

/** Times of one thing, in seconds for each call. The median is what to expect, the best what it does when nothing disturbs it. */
final class Samples {

    private final double[] sorted;

    /** Takes at least one time, in any order. */
    Samples(double... seconds) {
        if (seconds.length == 0) {
            throw new IllegalArgumentException("No samples.");
        }
        sorted = seconds.clone();
        Arrays.sort(sorted);
    }

    /** The time in the middle, or the mean of the two in the middle. */
    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The shortest time. */
    double best() {
        return sorted[0];
    }

    /** The longest time. */
    double worst() {
        return sorted[sorted.length - 1];
    }

    /** The time that a share of all samples, from 0 to 1, does not exceed. */
    double quantile(double share) {
        return sorted[Math.clamp((int) (share * sorted.length), 0, sorted.length - 1)];
    }
}
