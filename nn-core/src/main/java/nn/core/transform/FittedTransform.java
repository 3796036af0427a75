package nn.core.transform;

import java.util.List;
import nn.core.data.Feature;

/** A transform that knows all it needs; immutable. */
public interface FittedTransform {

    /** The features that come out. */
    List<Feature> outputs();

    /**
     * Transforms one row.
     *
     * @param row one value for each input feature; not modified
     * @return one value for each output feature
     */
    double[] apply(double[] row);
}
