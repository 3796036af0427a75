package nn.core.transform;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;
import nn.core.data.TrainingRows;
import nn.core.spi.RecordProvider;
import nn.core.spi.Require;
import nn.core.spi.Spec;

/**
 * Replaces missing numbers by a given one; categories stay as they are.
 *
 * @param value what takes their place
 */
public record ImputeConstant(double value) implements Transform {

    private static final String NAME = "impute-constant";

    /** Checks the value. */
    public ImputeConstant {
        Require.finite("value", value);
    }

    /** Replaces by 0. */
    public ImputeConstant() {
        this(0);
    }

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    /** Knows all it needs already. */
    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        return new TreeMap<>();
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        return Imputation.of(
                this, inputs, inputs.stream().mapToDouble(_ -> value).toArray());
    }

    @Override
    public Spec spec() {
        return Spec.of(NAME, this, MethodHandles.lookup());
    }

    /** Makes it by name. */
    public static final class Provider extends RecordProvider<Transform> {
        /** For the service loader. */
        public Provider() {
            super(Transform.class, NAME, new ImputeConstant(), MethodHandles.lookup());
        }
    }
}
