package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Spec;

/**
 * Replaces a feature with k categories by k numbers of which the category's is 1 and the others are 0; a missing category
 * gives zeros only, as if it were the usual one from which the others differ. To make a category of its own of missing ones, put {@link
 * MissingFlag} before; to replace them, {@link ImputeMostFrequent}. Numbers stay as they are.
 *
 * @param unknown what becomes of a category that the training data did not have, which predictions may bring
 */
public record OneHot(Unknown unknown) implements Transform {

    /** What becomes of a category that the training data did not have. */
    public enum Unknown {
        /** The row is refused. */
        ERROR,
        /** It gives zeros only, like a missing one. */
        IGNORE
    }

    private static final String NAME = "one-hot";

    /** Refuses unknown categories. */
    public OneHot() {
        this(Unknown.ERROR);
    }

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
        List<Feature> outputs = new ArrayList<>();
        for (Feature feature : inputs) {
            if (feature.isCategorical()) {
                feature.categories().forEach(category -> outputs.add(Feature.number(feature.name() + "=" + category)));
            } else {
                outputs.add(feature);
            }
        }
        return new Fitted(List.copyOf(inputs), List.copyOf(outputs), unknown == Unknown.IGNORE ? 0 : Double.NaN);
    }

    /** With the value of all outputs of a feature where its category is unknown; NaN makes the row be refused. */
    private record Fitted(List<Feature> inputs, List<Feature> outputs, double ofUnknown) implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            Arrays.fill(result, 0);
            int next = 0;
            for (int i = 0; i < row.length; i++) {
                Feature feature = inputs.get(i);
                if (!feature.isCategorical()) {
                    result[next++] = row[i];
                    continue;
                }
                int categories = feature.categories().size();
                if (row[i] == Feature.UNKNOWN) {
                    Arrays.fill(result, next, next + categories, ofUnknown);
                } else if (!Double.isNaN(row[i])) {
                    result[next + (int) row[i]] = 1;
                }
                next += categories;
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
            super(Transform.class, NAME, new OneHot(), MethodHandles.lookup());
        }
    }
}
