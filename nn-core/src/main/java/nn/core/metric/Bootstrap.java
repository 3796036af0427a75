package nn.core.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.statistics.NormalDistribution;
import nn.core.statistics.NormalQuantile;

/**
 * Confidence intervals by resampling: rows are drawn with replacement, again and again, and the spread of the figures over these
 * resamples is that of the figure over data of this size. Ends are those of Efron's BCa ("Better bootstrap confidence intervals",
 * Journal of the American Statistical Association 82, 1987, equations 2.3 and 6.6): percentiles of the resamples, at levels that are
 * corrected for bias and for a spread that depends on the value.
 *
 * <pre>Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z)))   z = Φ⁻¹((1 ∓ level)/2)   z₀ = Φ⁻¹(share of resamples below the value)
 * a = Σ d³/(6 (Σ d²)^(3/2))   d = mean of the figures without a group of rows − figure without this group</pre>
 *
 * @param resamples how many; 0 for no intervals
 * @param seed determines which rows are drawn
 * @param level the probability with which an interval holds the figure, in (0, 1)
 */
public record Bootstrap(int resamples, long seed, double level) {

    /** As many resamples as steady the ends of a 95 % interval, and no more than take seconds. */
    public static final Bootstrap DEFAULT = new Bootstrap(1000, 1, 0.95);

    private static final int MOST_DRAWS = 20_000_000;
    private static final int FEWEST = 200;

    /** The most groups of rows that are left out for a; below that each row is a group. */
    private static final int GROUPS = 100;

    /** The share of resamples that may lack a figure, as where they have rows of one class only. */
    private static final double UNDEFINED = 0.05;

    /** Checks the settings. */
    public Bootstrap {
        if (resamples < 0) {
            throw new IllegalArgumentException("resamples is " + resamples + ", expected 0 or more.");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level is " + level + ", expected a number between 0 and 1.");
        }
    }

    /** These settings with another seed. */
    public Bootstrap withSeed(long other) {
        return new Bootstrap(resamples, other, level);
    }

    /** These settings with fewer resamples where there are many rows, so that all metrics take seconds. */
    public Bootstrap within(int rows) {
        int affordable = Math.max(FEWEST, MOST_DRAWS / Math.max(1, rows));
        return new Bootstrap(Math.min(resamples, affordable), seed, level);
    }

    /** What people call the intervals: {@code 95 % interval}. */
    public String title() {
        BigDecimal percent = BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros();
        return percent.toPlainString() + " % interval";
    }

    /** Metrics of some rows with their intervals. */
    public List<Estimate> estimate(ScoredRows rows, List<Metric> metrics) {
        List<Statistic> statistics =
                metrics.stream().map(metric -> metric.on(rows)).toList();
        List<Resampled> resampled = resample(rows.weights(), statistics);
        List<Estimate> estimates = new ArrayList<>();
        for (int m = 0; m < metrics.size(); m++) {
            estimates.add(estimate(metrics.get(m), resampled.get(m), rows.weights()));
        }
        return estimates;
    }

    private Estimate estimate(Metric metric, Resampled figures, double[] weights) {
        if (Double.isNaN(figures.value)) {
            return new Estimate(metric, figures.value, Optional.empty(), "needs " + metric.needs());
        }
        if (!metric.hasInterval()) {
            return new Estimate(metric, figures.value, Optional.empty(), "other rows may go further");
        }
        Optional<Interval> interval = metric.isShareOfRows() ? intervalOfShare(figures, weights) : interval(figures);
        return new Estimate(
                metric,
                figures.value,
                interval,
                interval.isPresent() || resamples == 0
                        ? ""
                        : "the resamples give no interval: they are all alike, or few have a figure");
    }

    /** The interval of a share of rows, also where all rows say the same, and with them all resamples. */
    Optional<Interval> intervalOfShare(Resampled figures, double[] weights) {
        return figures.value == 0 || figures.value == 1 ? ofUnanimousRows(figures.value, weights) : interval(figures);
    }

    /** The interval of Clopper and Pearson (1934) where all of n rows say yes: from the n-th root of (1 − level)/2 to 1. */
    private Optional<Interval> ofUnanimousRows(double value, double[] weights) {
        double[] counting = Arrays.stream(weights).filter(weight -> weight > 0).toArray();
        if (resamples == 0 || Arrays.stream(counting).distinct().count() > 1) {
            return Optional.empty();
        }
        double root = StrictMath.pow((1 - level) / 2, 1.0 / counting.length);
        return Optional.of(value == 1 ? new Interval(root, 1) : new Interval(0, 1 - root));
    }

    /**
     * The figures of one statistic.
     *
     * @param value of all rows
     * @param sorted of the resamples, in rising order, without those that have none
     * @param left of all rows without one group of them
     */
    record Resampled(double value, double[] sorted, double[] left) {}

    /** Computes statistics of the rows and of all resamples of them. */
    List<Resampled> resample(double[] weights, List<Statistic> statistics) {
        double[][] figures = new double[statistics.size()][resamples];
        RandomKey random = RandomKey.of(seed, Purpose.RESAMPLE);
        double[] drawn = new double[weights.length];
        for (int r = 0; r < resamples; r++) {
            Arrays.fill(drawn, 0);
            RandomKey draws = random.with(r);
            for (int i = 0; i < drawn.length; i++) {
                int row = draws.below(drawn.length, i);
                drawn[row] += weights[row];
            }
            for (int m = 0; m < figures.length; m++) {
                figures[m][r] = statistics.get(m).of(drawn);
            }
        }
        List<Resampled> resampled = new ArrayList<>();
        for (int m = 0; m < figures.length; m++) {
            Statistic statistic = statistics.get(m);
            double[] defined = Arrays.stream(figures[m])
                    .filter(figure -> !Double.isNaN(figure))
                    .sorted()
                    .toArray();
            resampled.add(new Resampled(statistic.of(weights), defined, withoutGroups(statistic, weights)));
        }
        return resampled;
    }

    private double[] withoutGroups(Statistic statistic, double[] weights) {
        int groups = resamples == 0 ? 0 : Math.min(GROUPS, weights.length);
        double[] figures = new double[groups];
        for (int g = 0; g < groups; g++) {
            double[] left = weights.clone();
            for (int row = g; row < left.length; row += groups) {
                left[row] = 0;
            }
            figures[g] = statistic.of(left);
        }
        return Arrays.stream(figures).filter(figure -> !Double.isNaN(figure)).toArray();
    }

    /** The interval, unless resamples are too few, have no figures or all the same, or lie on one side of the value. */
    Optional<Interval> interval(Resampled figures) {
        double[] sorted = figures.sorted;
        if (sorted.length == 0
                || sorted.length < (1 - UNDEFINED) * resamples
                || sorted[0] == sorted[sorted.length - 1]) {
            return Optional.empty();
        }
        // Those that equal the value count half.
        double below = count(sorted, figure -> figure < figures.value);
        double upTo = count(sorted, figure -> figure <= figures.value);
        double bias = NormalQuantile.of((below + upTo) / 2 / sorted.length);
        if (Double.isInfinite(bias)) {
            return Optional.empty();
        }
        double acceleration = acceleration(figures.left);
        double z = NormalQuantile.of((1 - level) / 2);
        return Optional.of(new Interval(end(sorted, bias, acceleration, z), end(sorted, bias, acceleration, -z)));
    }

    private static double count(double[] figures, DoublePredicate which) {
        return Arrays.stream(figures).filter(which).count();
    }

    private static double acceleration(double[] left) {
        double mean = Arrays.stream(left).average().orElse(0);
        double squares = 0;
        double cubes = 0;
        for (double figure : left) {
            double d = mean - figure;
            squares += d * d;
            cubes += d * d * d;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }

    private static double end(double[] sorted, double bias, double acceleration, double z) {
        double shifted = bias + (bias + z) / (1 - acceleration * (bias + z));
        return percentile(sorted, NormalDistribution.probabilityUpTo(shifted));
    }

    /** The value below which a share of the others lies; between two, on the line between them. */
    private static double percentile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
