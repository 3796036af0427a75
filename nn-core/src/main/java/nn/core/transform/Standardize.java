package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;
import nn.core.statistics.RunningMoments;

/**
 * Gives each number mean 0 and standard deviation 1 on the training rows: {@code y = (x − μ) / σ}, with n in the denominator
 * of σ². A constant feature becomes 0. Missing values stay missing and do not count; categories stay as they are.
 */
public record Standardize() implements Transform {

    private static final String NAME = "standardize";

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        RunningMoments[] moments = FeatureColumns.moments(rows);
        double[] mean = new double[moments.length];
        double[] scale = AffineTransform.ones(moments.length);
        for (int i : FeatureColumns.of(this, rows.features())) {
            double deviation = moments[i].deviation();
            mean[i] = moments[i].mean();
            scale[i] = deviation == 0 ? 1 : deviation;
        }
        return AffineTransform.learned(mean, scale);
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
            super(Transform.class, NAME, new Standardize(), MethodHandles.lookup());
        }
    }
}
