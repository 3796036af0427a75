package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/** Replaces missing numbers by the feature's mean on the training rows; categories stay as they are. */
public record ImputeMean() implements Transform {

    private static final String NAME = "impute-mean";

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        int width = rows.features().size();
        double[] mean = new double[width];
        int[] count = new int[width];
        for (int r = 0; r < rows.count(); r++) {
            double[] row = rows.row(r);
            for (int i = 0; i < width; i++) {
                if (!Double.isNaN(row[i])) {
                    count[i]++;
                    mean[i] += (row[i] - mean[i]) / count[i];
                }
            }
        }
        TreeMap<String, double[]> learned = new TreeMap<>();
        learned.put("mean", mean);
        return learned;
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        return new Fitted(List.copyOf(inputs), Learned.vector(learned, "mean", inputs.size()));
    }

    private record Fitted(List<Feature> outputs, double[] mean) implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            for (int i = 0; i < row.length; i++) {
                boolean missing = Double.isNaN(row[i]) && !outputs.get(i).isCategorical();
                result[i] = missing ? mean[i] : row[i];
            }
        }
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
