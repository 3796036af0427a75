package nn.core.search;

import java.util.Arrays;
import nn.core.random.RandomKey;
import nn.core.statistics.NormalDistribution;

/**
 * A mixture of equal parts on the interval of a number's coordinate: the uniform distribution, and for each decision so far a normal one
 * around it, cut off at the ends. Its deviation is the larger one of the distances to its neighbors, but not less than a tenth of the
 * interval: what a score says about a place holds around it, too.
 */
final class ParzenDensity implements ParzenChooser.Density {

    private final Numeric number;
    private final double from;
    private final double to;
    private final double[] centers;
    private final double[] deviations;
    private final double[] insides;

    /**
     * @param number the parameter
     * @param coordinates of the decisions so far; not modified
     */
    ParzenDensity(Numeric number, double[] coordinates) {
        this.number = number;
        from = number.from();
        to = number.to();
        centers = coordinates.clone();
        Arrays.sort(centers);
        int n = centers.length;
        deviations = new double[n];
        insides = new double[n];
        for (int i = 0; i < n; i++) {
            double left = i == 0 ? 0 : centers[i] - centers[i - 1];
            double right = i == n - 1 ? 0 : centers[i + 1] - centers[i];
            deviations[i] = Math.max(Math.max(left, right), (to - from) / 10);
            insides[i] = NormalDistribution.probabilityUpTo((to - centers[i]) / deviations[i])
                    - NormalDistribution.probabilityUpTo((from - centers[i]) / deviations[i]);
        }
    }

    @Override
    public double draw(RandomKey draw) {
        int part = draw.below(centers.length + 1, 0);
        if (part == centers.length) {
            return number.decision(from + draw.uniformDouble(1) * (to - from));
        }
        // No deviation is larger than the interval, so at least a third of the draws fall into it.
        for (int attempt = 1; ; attempt++) {
            double coordinate = centers[part] + deviations[part] * draw.normal(attempt);
            if (coordinate >= from && coordinate <= to) {
                return number.decision(coordinate);
            }
        }
    }

    @Override
    public double logAt(double decision) {
        double x = number.coordinate(decision);
        double sum = 1 / (to - from);
        for (int i = 0; i < centers.length; i++) {
            double z = (x - centers[i]) / deviations[i];
            sum += StrictMath.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * deviations[i] * insides[i]);
        }
        return StrictMath.log(sum / (centers.length + 1));
    }
}
