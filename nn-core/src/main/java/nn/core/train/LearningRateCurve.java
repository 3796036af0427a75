package nn.core.train;

import java.util.List;
import java.util.Optional;

/**
 * How the loss went while the learning rate grew, and which rate that suggests.
 *
 * @param points in the order of the steps, which is that of the rates
 */
public record LearningRateCurve(List<Point> points) {

    /**
     * A step.
     *
     * @param learningRate η of the step
     * @param loss the loss of its batch, before the step
     * @param smoothLoss the mean loss of the steps around it
     */
    public record Point(double learningRate, double loss, double smoothLoss) {}

    /** Keeps a copy of the points. */
    public LearningRateCurve {
        points = List.copyOf(points);
    }

    /** Smooths the losses of steps: each with as many before as after it, up to {@code reach}. */
    static LearningRateCurve of(double[] rates, double[] losses, int steps, int reach) {
        Point[] points = new Point[steps];
        for (int i = 0; i < steps; i++) {
            int near = Math.min(reach, Math.min(i, steps - 1 - i));
            double sum = 0;
            for (int j = i - near; j <= i + near; j++) {
                sum += losses[j];
            }
            points[i] = new Point(rates[i], losses[i], sum / (2 * near + 1));
        }
        return new LearningRateCurve(List.of(points));
    }

    /**
     * The rate at which the smooth loss falls most steeply over the logarithm of the rate, before it is lowest: large enough to
     * get ahead, and below the rates at which the loss grows again. Empty if the loss falls nowhere.
     */
    public Optional<Double> suggestion() {
        int lowest = 0;
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).smoothLoss() < points.get(lowest).smoothLoss()) {
                lowest = i;
            }
        }
        double steepest = 0;
        Optional<Double> suggestion = Optional.empty();
        int near = Math.max(
                1, points.size() / 20); // the first losses are hardly smoothed: two neighbours would tell their noise
        for (int i = near; i + near <= lowest; i++) {
            double fall =
                    points.get(i - near).smoothLoss() - points.get(i + near).smoothLoss();
            if (fall > steepest) {
                steepest = fall;
                suggestion = Optional.of(points.get(i).learningRate());
            }
        }
        return suggestion;
    }
}
