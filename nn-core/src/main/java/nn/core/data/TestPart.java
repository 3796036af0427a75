package nn.core.data;

import java.util.ArrayList;
import java.util.List;
import nn.core.kernel.Compute;
import nn.core.metric.Evaluation;

/**
 * The rows that nothing sees before the end. There is no way to read them: a finished model is measured on them, and each use
 * is recorded.
 */
public final class TestPart {

    private final Dataset dataset;
    private final int[] rows;
    private final List<TestUse> uses = new ArrayList<>();

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
    public synchronized Evaluation evaluate(Evaluable model, Compute compute) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("The test part has no rows.");
        }
        uses.add(new TestUse("evaluate", List.of(model.fingerprint())));
        return model.evaluate(dataset, rows, compute);
    }

    /** How these rows were used, in order; a copy. */
    public synchronized List<TestUse> uses() {
        return List.copyOf(uses);
    }
}
