package nn.core.transform;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.data.Feature;

/**
 * {@code y_i = (x_i − offset_i) / scale_i} for numbers; categories stay as they are. What {@link Standardize}, {@link RobustScale},
 * {@link MinMax} and {@link Rescale} have in common once they know offset and scale.
 */
record AffineTransform(List<Feature> outputs, double[] offset, double[] scale) implements FittedTransform {

    AffineTransform {
        Learned.requireNotZero("scale", scale);
    }

    /** Scales that change nothing. */
    static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    static SortedMap<String, double[]> learned(double[] offset, double[] scale) {
        TreeMap<String, double[]> vectors = new TreeMap<>();
        vectors.put("offset", offset);
        vectors.put("scale", scale);
        return vectors;
    }

    static AffineTransform of(List<Feature> inputs, SortedMap<String, double[]> learned) {
        return new AffineTransform(
                List.copyOf(inputs),
                Learned.vector(learned, "offset", inputs.size()),
                Learned.vector(learned, "scale", inputs.size()));
    }

    @Override
    public void apply(double[] row, double[] result) {
        for (int i = 0; i < row.length; i++) {
            result[i] = (row[i] - offset[i]) / scale[i];
        }
    }
}
