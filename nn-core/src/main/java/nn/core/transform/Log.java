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
 * The logarithm of the magnitude of each number, with its sign: {@code y = sign(x) ln(1 + |x|)}, for numbers of many orders of magnitude
 * such as incomes and counts. It is defined everywhere, 0 stays 0, numbers near 0 hardly change, and for x ≥ 0 it is {@code
 * log1p}. Missing values stay missing; categories stay as they are.
 */
public record Log() implements Transform {

    private static final String NAME = "log";

    @Override
    public boolean appliesTo(Feature feature) {
        return !feature.isCategorical();
    }

    /** {@code sign(x) ln(1 + |x|)}. */
    static double of(double x) {
        return Math.copySign(StrictMath.log1p(Math.abs(x)), x);
    }

    /** The x with {@link #of}(x) = y. */
    static double inverse(double y) {
        return Math.copySign(StrictMath.expm1(Math.abs(y)), y);
    }

    /** Has nothing to learn. */
    @Override
    public SortedMap<String, double[]> fit(TrainingRows rows) {
        return new TreeMap<>();
    }

    @Override
    public FittedTransform fitted(List<Feature> inputs, SortedMap<String, double[]> learned) {
        return new Fitted(List.copyOf(inputs), FeatureColumns.of(this, inputs));
    }

    private record Fitted(List<Feature> outputs, int[] columns) implements FittedTransform {
        @Override
        public void apply(double[] row, double[] result) {
            System.arraycopy(row, 0, result, 0, row.length);
            for (int i : columns) {
                result[i] = of(row[i]);
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
            super(Transform.class, NAME, new Log(), MethodHandles.lookup());
        }
    }
}
