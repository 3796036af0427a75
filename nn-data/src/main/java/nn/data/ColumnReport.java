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
     * Numbers. All but the counts is NaN if all values are missing.
     *
     * @param name the column's name
     * @param missing the number of missing values
     * @param min the smallest value
     * @param lowerQuartile a quarter of the values are below
     * @param median half of the values are below
     * @param upperQuartile three quarters of the values are below
     * @param max the largest value
     * @param mean the mean of the values
     * @param deviation their standard deviation, with their number in the denominator of the variance
     * @param outliers how many lie beyond the quartiles by more than 1.5 times their distance (Tukey, "Exploratory Data Analysis",
     *     1977); none where the quartiles are equal, which says that most values are
     */
    record Numbers(
            String name,
            int missing,
            double min,
            double lowerQuartile,
            double median,
            double upperQuartile,
            double max,
            double mean,
            double deviation,
            int outliers)
            implements ColumnReport {
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

        /** How many times the rows of the rarest category that occurs the most frequent one has; 1 if none occurs. */
        public double imbalance() {
            int most = counts.stream().mapToInt(Count::rows).max().orElse(0);
            int least = counts.stream()
                    .mapToInt(Count::rows)
                    .filter(rows -> rows > 0)
                    .min()
                    .orElse(1);
            return Math.max(1, (double) most / least);
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
