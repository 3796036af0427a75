package nn.core.data;

import java.util.List;

/** A column of a {@link Table}. The arrays are the column's own and are not to be modified. */
public sealed interface Column {

    /** The column's name. */
    String name();

    /** The number of rows. */
    int rows();

    /**
     * Numbers.
     *
     * @param name the column's name
     * @param values one for each row; NaN where the value is missing
     */
    record Numeric(String name, double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }
    }

    /**
     * Text with few different values, by dictionary.
     *
     * @param name the column's name
     * @param categories the different values
     * @param codes for each row the index of its category, or −1 where the value is missing
     */
    record Categorical(String name, List<String> categories, int[] codes) implements Column {
        /** Keeps a copy of the dictionary. */
        public Categorical {
            categories = List.copyOf(categories);
        }

        @Override
        public int rows() {
            return codes.length;
        }
    }
}
