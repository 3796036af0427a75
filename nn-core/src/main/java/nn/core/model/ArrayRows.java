package nn.core.model;

import java.util.List;
import java.util.stream.IntStream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Feature;
import nn.core.data.Rows;

/** Rows that stand in an array of numbers, one array after another; a category is given by its code. */
final class ArrayRows implements Rows {

    private static final float[] NONE = {};

    private final List<Feature> features;
    private final int width;
    private final int[] categorical;
    private float[] array = NONE;
    private int from;
    private int rows;

    ArrayRows(List<Feature> features) {
        this.features = features;
        width = features.size();
        categorical = IntStream.range(0, width)
                .filter(i -> features.get(i).isCategorical())
                .toArray();
    }

    /** Looks at an array. */
    void set(float[] newArray, int newFrom, int newRows) {
        array = newArray;
        from = newFrom;
        rows = newRows;
    }

    /** Forgets the array, which its owner may want to be collected. */
    void clear() {
        set(NONE, 0, 0);
    }

    @Override
    public String name() {
        return "the input";
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public List<Feature> features() {
        return features;
    }

    @Override
    public void read(int row, double[] values) {
        int start = from + row * width;
        for (int i = 0; i < width; i++) {
            values[i] = array[start + i];
        }
        for (int i : categorical) {
            checkCode(row, features.get(i), values[i]);
        }
    }

    private void checkCode(int row, Feature feature, double code) {
        int last = feature.categories().size() - 1;
        if (!Double.isNaN(code) && !(code >= 0 && code <= last && code == Math.rint(code))) {
            throw new NnException.Data(
                    name() + ": row " + (row + 1) + ": feature " + Message.quote(feature.name()) + " is " + code
                            + ", expected the code of a category, 0 to " + last + ", or NaN where it is missing.");
        }
    }
}
