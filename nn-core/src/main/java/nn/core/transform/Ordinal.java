package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Replaces a category by its number 0, 1, … in the order of the categories, a missing one by −1: for categories that have an
 * order. One that the training data did not have has no place in the order, and the row is refused. Numbers stay as they are.
 */
public record Ordinal() implements Transform {

    private static final String NAME = "ordinal";

    @Override
    public boolean appliesTo(Feature feature) {
        return feature.isCategorical();
    }

    /** Learns nothing beyond the categories, which belong to the features. */
    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        return new TreeMap<>();
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        List<Feature> outputs =
                inputs.stream().map(feature -> Feature.number(feature.name())).toList();
        return new Fitted(List.copyOf(inputs), outputs);
    }

    private record Fitted(List<Feature> inputs, List<Feature> outputs) implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            for (int i = 0; i < row.length; i++) {
                result[i] = inputs.get(i).isCategorical() ? place(row[i]) : row[i];
            }
        }

        private static double place(double code) {
            return Double.isNaN(code) ? -1 : code == Feature.UNKNOWN ? Double.NaN : code;
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
            super(Transform.class, NAME, new Ordinal(), MethodHandles.lookup());
        }
    }
}
