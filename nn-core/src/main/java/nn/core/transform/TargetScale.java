package nn.core.transform;

import java.util.Arrays;
import java.util.function.Consumer;
import nn.core.data.Dataset;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;
import nn.core.statistics.Quantiles;
import nn.core.statistics.RunningMoments;
import nn.core.statistics.SortedColumns;

/**
 * How target values are scaled for the network and predictions scaled back: {@code scaled = (f(y) − offset) / scale}, where f is {@code
 * sign(y) ln(1 + |y|)} with {@link TargetScaling#LOG} and the identity else. Labels are not scaled.
 *
 * @param scaling what offset and scale were made for
 * @param offset one for each quantity
 * @param scale one for each quantity, not 0
 */
public record TargetScale(TargetScaling scaling, double[] offset, double[] scale) {

    /** Checks the numbers, which may come from a file. */
    public TargetScale {
        Learned.requireFinite("offset", offset);
        Learned.requireFinite("scale", scale);
        Learned.requireNotZero("scale", scale);
    }

    /** No scaling of any number of quantities; also for classes. */
    public static TargetScale none(Targets targets) {
        return unscaled(targets, TargetScaling.NONE);
    }

    private static TargetScale unscaled(Targets targets, TargetScaling scaling) {
        double[] ones = new double
                [targets instanceof Targets.Values values ? values.names().size() : 0];
        Arrays.fill(ones, 1);
        return new TargetScale(scaling, new double[ones.length], ones);
    }

    /** The scale that suits the training part, whose targets are values. A constant quantity becomes 0. */
    public static TargetScale fit(TrainingPart part, TargetScaling scaling) {
        TargetScale fitted = unscaled(part.dataset().targets(), scaling);
        switch (scaling) {
            case STANDARDIZE, LOG -> fitted.standardize(part);
            case MIN_MAX -> fitted.minMax(part);
            case ROBUST -> fitted.robust(part);
            case NONE -> {}
        }
        return fitted;
    }

    private void standardize(TrainingPart part) {
        RunningMoments[] moments = RunningMoments.array(scale.length);
        forEach(part, values -> {
            for (int q = 0; q < values.length; q++) {
                moments[q].add(values[q]);
            }
        });
        for (int q = 0; q < scale.length; q++) {
            set(q, moments[q].mean(), moments[q].deviation());
        }
    }

    private void minMax(TrainingPart part) {
        double[] min = new double[scale.length];
        double[] max = new double[scale.length];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        forEach(part, values -> {
            for (int q = 0; q < values.length; q++) {
                min[q] = Math.min(min[q], values[q]);
                max[q] = Math.max(max[q], values[q]);
            }
        });
        for (int q = 0; q < scale.length; q++) {
            set(q, min[q], max[q] - min[q]);
        }
    }

    private void robust(TrainingPart part) {
        int[] quantities = new int[scale.length];
        Arrays.setAll(quantities, q -> q);
        SortedColumns.forEach(
                quantities,
                part.size(),
                each -> forEach(part, each),
                (q, sorted) -> set(q, Quantiles.median(sorted), Quantiles.interquartileRange(sorted)));
    }

    private void set(int quantity, double middle, double spread) {
        offset[quantity] = middle;
        scale[quantity] = spread == 0 ? 1 : spread;
    }

    /** One pass over the target values of the training part, on the scale on which offset and scale are. */
    private void forEach(TrainingPart part, Consumer<double[]> each) {
        Dataset dataset = part.dataset();
        double[] values = new double[scale.length];
        for (int row : part.rows()) {
            for (int q = 0; q < values.length; q++) {
                values[q] = bent(dataset.value(row, q));
            }
            each.accept(values);
        }
    }

    private double bent(double value) {
        return scaling == TargetScaling.LOG ? Log.of(value) : value;
    }

    /** A target as the network sees it. */
    public float toNetwork(double value, int quantity) {
        return (float) ((bent(value) - offset[quantity]) / scale[quantity]);
    }

    /** All targets of a row as the network sees them, written into an array from an index on. */
    void toNetwork(Dataset dataset, int row, float[] target, int from) {
        for (int q = 0; q < scale.length; q++) {
            target[from + q] = toNetwork(dataset.value(row, q), q);
        }
    }

    /** A prediction of the network in the unit of the targets. */
    public double fromNetwork(float prediction, int quantity) {
        double value = prediction * scale[quantity] + offset[quantity];
        return scaling == TargetScaling.LOG ? Log.inverse(value) : value;
    }
}
