package nn.data;

/**
 * The sizes up to which a CSV file is read, so that memory and time follow the file and not a mistake in it.
 *
 * @param columns the most columns
 * @param field the longest value, in characters
 * @param record the longest row, in characters
 * @param categories the most different texts in all categorical columns together, but those that have a role
 * @param cells the most values of a table whose file leaves out zeros, when they are filled in
 */
public record CsvLimits(int columns, int field, int record, int categories, int cells) {

    /** 16 384 columns, 2²⁰ characters a value, 2²⁴ characters a row, 32 768 categories, 2²⁶ cells (512 MB). */
    public static final CsvLimits DEFAULTS = new CsvLimits(1 << 14, 1 << 20, 1 << 24, 1 << 15, 1 << 26);

    /** Checks that all are positive and that a buffer for the longest value can exist. */
    public CsvLimits {
        if (columns < 1 || field < 1 || record < 1 || categories < 1 || cells < 1 || field > 1 << 28) {
            throw new IllegalArgumentException("Limits " + columns + ", " + field + ", " + record + ", " + categories
                    + ", " + cells + ": expected positive numbers, and at most 2^28 characters a value.");
        }
    }
}
