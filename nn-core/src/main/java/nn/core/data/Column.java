package nn.core.data;

import java.util.List;

/** A column of a {@link Table}. What it is made of is not to be modified. */
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
    record Numeric(String name, Numbers values) implements Column {
        /** Numbers in an array, which is not copied. */
        public Numeric(String name, double[] values) {
            this(name, Numbers.of(values));
        }

        @Override
        public int rows() {
            return values.length();
        }
    }

    /**
     * Text with few different values, by dictionary.
     *
     * @param name the column's name
     * @param categories the different values
     * @param codes for each row the index of its category, or NaN where the value is missing
     */
    record Categorical(String name, List<String> categories, Numbers codes) implements Column {
        /** Keeps a copy of the dictionary. */
        public Categorical {
            categories = List.copyOf(categories);
        }

        /**
         * Text whose codes are in an array, which is not copied.
         *
         * @param name the column's name
         * @param categories the different values
         * @param codes for each row the index of its category, or −1 where the value is missing
         */
        public Categorical(String name, List<String> categories, int[] codes) {
            this(name, categories, Numbers.of(codes.length, row -> codes[row] < 0 ? Double.NaN : codes[row]));
        }

        @Override
        public int rows() {
            return codes.length();
        }
    }
}
