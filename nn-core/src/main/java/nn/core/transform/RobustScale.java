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
 * Gives each number median 0 and interquartile range 1 on the training rows, whatever outliers there are: {@code y = (x − q₂) / (q₃ −
 * q₁)} with the quartiles q. Where the quartiles are equal, as in a constant feature, only the median is subtracted. Missing values
 * stay missing and do not count; categories stay as they are. Of very many rows, {@linkplain nn.core.statistics.SortedColumns a
 * sample} has to do.
 */
public record RobustScale() implements Transform {

    private static final String NAME = "robust-scale";

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        int width = rows.features().size();
        double[] median = new double[width];
        double[] scale = AffineTransform.ones(width);
        FeatureColumns.forEachSorted(this, rows, (i, sorted) -> {
            double range = Quantiles.interquartileRange(sorted);
            median[i] = Quantiles.median(sorted);
            scale[i] = range == 0 ? 1 : range;
        });
        return AffineTransform.learned(median, scale);
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
            super(Transform.class, NAME, new RobustScale(), MethodHandles.lookup());
        }
    }
}
