package nn.core.data;

import java.util.List;

/** Rows of raw features, in any source type. */
public interface Rows {

    /** What a person calls these data, for messages. */
    String name();

    /** The number of rows. */
    int rows();

    /** The features of each row. */
    List<Feature> features();

    /**
     * Reads one row.
     *
     * @param row its number, from 0
     * @param values overwritten with one value for each feature: the number, the code of the category or {@link Feature#UNKNOWN}
     *     if the feature has no such category, and NaN where it is missing
     */
    void read(int row, double[] values);

    /** What stands in a row in the place of a category that the feature does not have, for messages. */
    default String unknownCategory(int row, int feature) {
        return "?";
    }
}
