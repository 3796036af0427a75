package nn.data;

import java.util.List;

/** What a column of a data set holds. */
public sealed interface ColumnReport {

    /** The column's name. */
    String name();

    /** The number of rows in which the value is missing. */
    int missing();

    /** Whether all values that are not missing are the same, so that the column tells nothing. */
    boolean constant();

    /**
     * Numbers.
     *
     * @param name the column's name
     * @param missing the number of missing values
     * @param min the smallest value; NaN if all are missing
     * @param max the largest value; NaN if all are missing
     * @param mean the mean of the values that are not missing; NaN if all are missing
     */
    record Numbers(String name, int missing, double min, double max, double mean) implements ColumnReport {
        @Override
        public boolean constant() {
            return !(min < max);
        }
    }

    /**
     * Categories or classes.
     *
     * @param name the column's name
     * @param missing the number of missing values
     * @param counts every category with the number of rows that have it
     */
    record Categories(String name, int missing, List<Count> counts) implements ColumnReport {
        /** Keeps a copy of the counts. */
        public Categories {
            counts = List.copyOf(counts);
        }

        @Override
        public boolean constant() {
            return counts.stream().filter(count -> count.rows() > 0).count() < 2;
        }
    }

    /**
     * A category and how often it occurs.
     *
     * @param category its name
     * @param rows the number of rows that have it
     */
    record Count(String category, int rows) {}
}
