package nn.core.data;

import nn.core.kernel.Compute;
import nn.core.metric.Evaluation;

/**
 * The rows that nothing sees before the end. There is no way to read them: a finished model is measured on them, and each use
 * is counted.
 */
public final class TestPart {

    private final Dataset dataset;
    private final int[] rows;
    private int uses;

    TestPart(Dataset dataset, int[] rows) {
        this.dataset = dataset;
        this.rows = rows;
    }

    /** The number of rows; 0 when nothing was set aside. */
    public int size() {
        return rows.length;
    }

    /**
     * Measures a model.
     *
     * @param model a finished model
     * @param compute kernel and threads
     * @throws IllegalArgumentException if there are no rows
     */
    public synchronized Evaluation evaluate(Predictor model, Compute compute) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("The test part has no rows.");
        }
        uses++;
        return model.evaluate(dataset, rows, compute);
    }

    /** How often {@link #evaluate} was called. */
    public synchronized int uses() {
        return uses;
    }
}
