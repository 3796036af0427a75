package nn.core.data;

/** The rows that watch over a training, for early stopping and the choice of hyper-parameters; nothing is fitted to them. */
public final class ValidationPart {

    private final Dataset dataset;
    private final int[] rows;

    ValidationPart(Dataset dataset, int[] rows) {
        this.dataset = dataset;
        this.rows = rows;
    }

    /** The data set of which this is a part. */
    public Dataset dataset() {
        return dataset;
    }

    /** The numbers of the rows in the data set; a copy. */
    public int[] rows() {
        return rows.clone();
    }

    /** The number of rows; 0 when nothing was set aside. */
    public int size() {
        return rows.length;
    }
}
