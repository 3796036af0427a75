package nn.core.transform;

import java.util.List;
import nn.core.data.Feature;

/** A transform that knows all it needs; immutable. */
public interface FittedTransform {

    /** The features that come out. */
    List<Feature> outputs();

    /**
     * Transforms one row, without allocating anything unless {@link #withRoom} says how.
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

    /**
     * The same for one thread at a time, with room of its own; itself if it needs none.
     *
     * @return a transform whose {@link #apply(double[], double[])} allocates nothing
     */
    default FittedTransform withRoom() {
        return this;
    }
}
