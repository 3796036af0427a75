package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Replaces a missing category by the one that most training rows have, the first of equally frequent ones; numbers stay as they are.
 */
public record ImputeMostFrequent() implements Transform {

    private static final String NAME = "impute-most-frequent";
    private static final String MODE = "mode";

    @Override
    public boolean appliesTo(Feature feature) {
        return feature.isCategorical();
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        List<Feature> features = rows.features();
        int[][] counts = features.stream()
                .map(feature -> new int[feature.categories().size()])
                .toArray(int[][]::new);
        int[] columns = FeatureColumns.of(this, features);
        FeatureColumns.forEach(rows, row -> {
            for (int i : columns) {
                if (!Double.isNaN(row[i])) {
                    counts[i][(int) row[i]]++;
                }
            }
        });
        double[] mode = new double[features.size()];
        for (int i : columns) {
            mode[i] = indexOfLargest(counts[i]);
        }
        return Imputation.learned(MODE, mode);
    }

    private static int indexOfLargest(int[] counts) {
        int largest = 0;
        for (int c = 1; c < counts.length; c++) {
            if (counts[c] > counts[largest]) {
                largest = c;
            }
        }
        return largest;
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        double[] mode = Learned.vector(learned, MODE, inputs.size());
        for (int i : FeatureColumns.of(this, inputs)) {
            Learned.requireIndex(MODE, mode[i], inputs.get(i).categories().size());
        }
        return Imputation.of(this, inputs, mode);
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Transform> {
        /** For the service loader. */
        public Provider() {
            super(Transform.class, NAME, new ImputeMostFrequent(), MethodHandles.lookup());
        }
    }
}
