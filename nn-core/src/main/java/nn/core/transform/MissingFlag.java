package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Adds a number for each feature that is missing in some training row, 1 where it is missing and 0 elsewhere, since that a value is
 * missing may tell something. The features themselves stay as they are, and the new ones come after all others; they are called
 * "FEATURE is missing".
 *
 * <p>It goes before what replaces missing values. Before {@link OneHot} it makes a category of its own of missing ones. A feature that
 * no training row lacks gets none: the network could not learn what it means.
 */
public record MissingFlag() implements Transform {

    private static final String NAME = "missing-flag";
    private static final String FLAGGED = "flagged";

    @Override
    public boolean appliesTo(Feature feature) {
        return true;
    }

    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        double[] flagged = new double[rows.features().size()];
        FeatureColumns.forEach(rows, row -> {
            for (int i = 0; i < flagged.length; i++) {
                if (Double.isNaN(row[i])) {
                    flagged[i] = 1;
                }
            }
        });
        TreeMap<String, double[]> learned = new TreeMap<>();
        learned.put(FLAGGED, flagged);
        return learned;
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        double[] flagged = Learned.vector(learned, FLAGGED, inputs.size());
        List<Feature> outputs = new ArrayList<>(inputs);
        for (int i = 0; i < flagged.length; i++) {
            if (flagged[i] != 0) {
                outputs.add(Feature.number(inputs.get(i).name() + " is missing"));
            }
        }
        return new Fitted(List.copyOf(outputs), flagged);
    }

    private record Fitted(List<Feature> outputs, double[] flagged) implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            System.arraycopy(row, 0, result, 0, row.length);
            int next = row.length;
            for (int i = 0; i < row.length; i++) {
                if (flagged[i] != 0) {
                    result[next++] = Double.isNaN(row[i]) ? 1 : 0;
                }
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
            super(Transform.class, NAME, new MissingFlag(), MethodHandles.lookup());
        }
    }
}
