package nn.core.transform;

import java.util.List;
import nn.core.data.Feature;

/** A transform that knows all it needs; immutable. */
public interface FittedTransform {

    /** The features that come out. */
    List<Feature> outputs();

    /**
     * Transforms one row without allocating anything, since predictions do it again and again.
     *
     * @param row one value for each input feature; not modified
     * @param result one value for each output feature; another array, overwritten
     */
    void apply(double[] row, double[] result);

    /**
     * Transforms one row into a new array.
     *
     * @param row one value for each input feature; not modified
     * @return one value for each output feature
     */
    default double[] apply(double[] row) {
        double[] result = new double[outputs().size()];
        apply(row, result);
        return result;
    }
}
