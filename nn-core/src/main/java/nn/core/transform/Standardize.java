package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Gives each number mean 0 and standard deviation 1 on the training rows: {@code y = (x − μ) / σ}, with n in the denominator
 * of σ². A constant feature becomes 0. Missing values stay missing and do not count.
 */
public record Standardize() implements Transform {

    private static final String NAME = "standardize";

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        int width = rows.features().size();
        double[] mean = new double[width];
        double[] squares = new double[width];
        int[] count = new int[width];
        // Welford's recurrence: no cancellation for values far from 0.
        for (int r = 0; r < rows.count(); r++) {
            double[] row = rows.row(r);
            for (int i = 0; i < width; i++) {
                if (!Double.isNaN(row[i])) {
                    count[i]++;
                    double before = row[i] - mean[i];
                    mean[i] += before / count[i];
                    squares[i] += before * (row[i] - mean[i]);
                }
            }
        }
        double[] scale = new double[width];
        for (int i = 0; i < width; i++) {
            double deviation = Math.sqrt(squares[i] / Math.max(1, count[i]));
            boolean untouched = rows.features().get(i).isCategorical();
            mean[i] = untouched ? 0 : mean[i];
            scale[i] = untouched || deviation == 0 ? 1 : deviation;
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
