package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;
import nn.core.statistics.Quantiles;

/**
 * Replaces missing numbers by the feature's median on the training rows, by 0 where all are missing; categories stay as they are.
 * Of very many rows, {@linkplain nn.core.statistics.SortedColumns a sample} has to do.
 */
public record ImputeMedian() implements Transform {

    private static final String NAME = "impute-median";
    private static final String MEDIAN = "median";

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        double[] median = new double[rows.features().size()];
        FeatureColumns.forEachSorted(this, rows, (i, sorted) -> median[i] = Quantiles.median(sorted));
        return Imputation.learned(MEDIAN, median);
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        return Imputation.of(this, inputs, Learned.vector(learned, MEDIAN, inputs.size()));
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Transform> {
        /** For the service loader. */
        public Provider() {
            super(Transform.class, NAME, new ImputeMedian(), MethodHandles.lookup());
        }
    }
}
