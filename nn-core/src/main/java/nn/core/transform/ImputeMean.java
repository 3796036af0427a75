package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;
import nn.core.statistics.RunningMoments;

/**
 * Replaces missing numbers by the feature's mean on the training rows, by 0 where all are missing; categories stay as they are.
 */
public record ImputeMean() implements Transform {

    private static final String NAME = "impute-mean";
    private static final String MEAN = "mean";

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        return Imputation.learned(
                MEAN,
                Arrays.stream(FeatureColumns.moments(rows))
                        .mapToDouble(RunningMoments::mean)
                        .toArray());
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        return Imputation.of(this, inputs, Learned.vector(learned, MEAN, inputs.size()));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Transform> {
        /** For the service loader. */
        public Provider() {
            super(Transform.class, NAME, new ImputeMean(), MethodHandles.lookup());
        }
    }
}
