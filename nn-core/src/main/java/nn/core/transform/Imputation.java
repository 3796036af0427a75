package nn.core.transform;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;

/**
 * Puts a value in the place of a missing one. What {@link ImputeMean}, {@link ImputeMedian}, {@link ImputeConstant} and {@link
 * ImputeMostFrequent} have in common once they know it.
 *
 * @param outputs the features, which stay as they are
 * @param replacements for each feature; NaN where missing values stay missing
 */
record Imputation(List<Feature> outputs, double[] replacements) implements FittedTransform {

    /** The replacements, one for each feature, under a name that says what they are. */
    static SortedMap<String, double[]> learned(String name, double[] replacements) {
        TreeMap<String, double[]> vectors = new TreeMap<>();
        vectors.put(name, replacements);
        return vectors;
    }

    static Imputation of(Transform transform, List<Feature> inputs, double[] replacements) {
        double[] used = replacements.clone();
        for (int i = 0; i < used.length; i++) {
            used[i] = transform.appliesTo(inputs.get(i)) ? used[i] : Double.NaN;
        }
        return new Imputation(List.copyOf(inputs), used);
    }

    @Override
    public void apply(double[] row, double[] result) {
        for (int i = 0; i < row.length; i++) {
            result[i] = Double.isNaN(row[i]) ? replacements[i] : row[i];
        }
    }
}
