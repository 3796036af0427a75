package nn.core.data;

/** The rows from which a network, its transforms and everything else learns. Only a {@link Split} or {@link Folds} make one. */
public final class TrainingPart {

    private final Dataset dataset;
    private final int[] rows;

    TrainingPart(Dataset dataset, int[] rows) {
        this.dataset = dataset;
        this.rows = rows;
    }

    /** The data set of which this is a part. */
    public Dataset dataset() {
        return dataset;
    }

    /** The numbers of the rows in the data set, ascending; a row may stand there several times. A copy. */
    public int[] rows() {
        return rows.clone();
    }

    /** The number of rows, repeated ones included. */
    public int size() {
        return rows.length;
    }

    /** The raw features, for fitting. */
    public TrainingRows trainingRows() {
        return new TrainingRows(dataset, rows);
    }
}
