package nn.core.transform;

import java.util.List;
import nn.core.data.Feature;

/** Takes raw rows through all fitted transforms, one at a time. All room is allocated once; a pass belongs to one thread at a time. */
public final class TransformPass {

    private final FittedTransform[] transforms;
    /** The raw row, then what each transform makes of the one before. */
    private final double[][] values;

    TransformPass(List<Feature> inputs, List<Preprocessing.Step> steps) {
        transforms = new FittedTransform[steps.size()];
        values = new double[steps.size() + 1][];
        values[0] = new double[inputs.size()];
        for (int i = 0; i < transforms.length; i++) {
            transforms[i] = steps.get(i).fitted().withRoom();
            values[i + 1] = new double[transforms[i].outputs().size()];
        }
    }

    /** Where a raw row belongs before {@link #apply}: one value for each input feature. */
    public double[] raw() {
        return values[0];
    }

    /**
     * Transforms the raw row.
     *
     * @param target overwritten with one number for each output feature
     * @param from index of the first of them
     */
    public void apply(float[] target, int from) {
        double[] result = apply();
        for (int i = 0; i < result.length; i++) {
            target[from + i] = (float) result[i];
        }
    }

    /** Transforms the raw row; what comes out is overwritten by the next. */
    double[] apply() {
        for (int i = 0; i < transforms.length; i++) {
            transforms[i].apply(values[i], values[i + 1]);
        }
        return values[transforms.length];
    }
}
