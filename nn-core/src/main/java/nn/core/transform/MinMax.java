package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Maps each number's range on the training rows to [0, 1]: {@code y = (x − min) / (max − min)}. A constant feature becomes 0.
 * Missing values stay missing and do not count; categories stay as they are.
 */
public record MinMax() implements Transform {

    private static final String NAME = "min-max";

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        int width = rows.features().size();
        double[] min = new double[width];
        double[] max = new double[width];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        FeatureColumns.forEach(rows, row -> {
            for (int i = 0; i < width; i++) {
                if (!Double.isNaN(row[i])) {
                    min[i] = Math.min(min[i], row[i]);
                    max[i] = Math.max(max[i], row[i]);
                }
            }
        });
        double[] scale = AffineTransform.ones(width);
        for (int i = 0; i < width; i++) {
            boolean untouched = !appliesTo(rows.features().get(i)) || min[i] > max[i];
            min[i] = untouched ? 0 : min[i];
            scale[i] = untouched || max[i] == min[i] ? 1 : max[i] - min[i];
        }
        return AffineTransform.learned(min, scale);
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
            super(Transform.class, NAME, new MinMax(), MethodHandles.lookup());
        }
    }
}
