package nn.core.data;

/** Rows as a network sees them, gathered batch by batch: numbers after all transforms, with their targets. */
public interface Examples {

    /** The number of rows. */
    int rows();

    /** The number of features of a row. */
    int featureCount();

    /** What is predicted. */
    Targets targets();

    /** How much a row counts in the loss, 0 or more, beside others; 1 unless rows have weights. */
    default double weight(int row) {
        return 1;
    }

    /**
     * Fills a batch.
     *
     * @param order row numbers, from 0
     * @param from index in {@code order} of the first row to take
     * @param count how many rows, at most what the batch can hold
     * @param batch resized and overwritten
     */
    void gather(int[] order, int from, int count, Batch batch);
}
