package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Divides each number by a constant; categories stay as they are. Images are brought from 0…255 to 0…1 this way rather than standardized per pixel, which
 * would blow up pixels that are nearly always black.
 *
 * @param divisor the constant, greater than 0
 */
public record Rescale(double divisor) implements Transform {

    private static final String NAME = "rescale";

    /** Checks the divisor. */
    public Rescale {
        Require.positive("divisor", divisor);
    }

    /** For pixels: 255. */
    public Rescale() {
        this(255);
    }

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    /** Knows all it needs already. */
    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        double[] scale = AffineTransform.ones(rows.features().size());
        for (int i : FeatureColumns.of(this, rows.features())) {
            scale[i] = divisor;
        }
        return AffineTransform.learned(new double[scale.length], scale);
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        return AffineTransform.of(inputs, learned);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Transform> {
        /** For the service loader. */
        public Provider() {
            super(Transform.class, NAME, new Rescale(), MethodHandles.lookup());
        }
    }
}
