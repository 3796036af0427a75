package nn.core.transform;

import java.util.Arrays;
import nn.core.data.Dataset;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;

/**
 * How target values are scaled for the network and predictions scaled back: {@code scaled = (y − offset) / scale}. Labels are
 * not scaled.
 *
 * @param offset one for each quantity
 * @param scale one for each quantity, not 0
 */
public record TargetScale(double[] offset, double[] scale) {

    /** Checks the numbers, which may come from a file. */
    public TargetScale {
        Learned.requireFinite("offset", offset);
        Learned.requireFinite("scale", scale);
        Learned.requireNotZero("scale", scale);
    }

    /** No scaling of any number of quantities; also for classes. */
    public static TargetScale none(Targets targets) {
        double[] ones = new double
                [targets instanceof Targets.Values values ? values.names().size() : 0];
        Arrays.fill(ones, 1);
        return new TargetScale(new double[ones.length], ones);
    }

    /** Mean 0 and standard deviation 1 on the training part, so that losses of different data are comparable. */
    public static TargetScale standardizing(TrainingPart part) {
        Dataset dataset = part.dataset();
        TargetScale fitted = none(dataset.targets());
        int[] rows = part.rows();
        for (int q = 0; q < fitted.scale.length; q++) {
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < rows.length; i++) {
                double value = dataset.value(rows[i], q);
                double before = value - mean;
                mean += before / (i + 1);
                squares += before * (value - mean);
            }
            double deviation = Math.sqrt(squares / rows.length);
            fitted.offset[q] = mean;
            fitted.scale[q] = deviation == 0 ? 1 : deviation;
        }
        return fitted;
    }

    /** A target as the network sees it. */
    public float toNetwork(double value, int quantity) {
        return (float) ((value - offset[quantity]) / scale[quantity]);
    }

    /** A prediction of the network in the unit of the targets. */
    public double fromNetwork(float prediction, int quantity) {
        return prediction * scale[quantity] + offset[quantity];
    }
}
