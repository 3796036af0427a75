package nn.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nn.core.kernel.Compute;
import nn.core.metric.Bootstrap;
import nn.core.metric.Comparison;
import nn.core.metric.Evaluation;
import nn.core.metric.Report;

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
        use("evaluate", model);
        return model.evaluate(dataset, rows, compute);
    }

    /**
     * Measures a model by all metrics.
     *
     * @param model a finished model
     * @param compute kernel and threads
     * @param bootstrap how intervals are made
     * @throws IllegalArgumentException if there are no rows
     */
    public synchronized Report report(Evaluable model, Compute compute, Bootstrap bootstrap) {
        use("evaluate", model);
        return Report.of(model.score(dataset, rows, compute), bootstrap);
    }

    /**
     * Measures two models by all metrics and compares them row by row.
     *
     * @param first a finished model
     * @param second another one for the same targets
     * @param compute kernel and threads
     * @param bootstrap how intervals are made
     * @throws IllegalArgumentException if there are no rows
     */
    public synchronized Comparison compare(Evaluable first, Evaluable second, Compute compute, Bootstrap bootstrap) {
        use("compare", first, second);
        return Comparison.of(
                first.score(dataset, rows, compute).rows(),
                second.score(dataset, rows, compute).rows(),
                bootstrap);
    }

    private void use(String what, Evaluable... models) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("The test part has no rows.");
        }
        List<String> fingerprints =
                Stream.of(models).map(Evaluable::fingerprint).toList();
        uses.add(new TestUse(what, fingerprints));
    }

    /** How many rows have the features of a row that is learned from; tells nothing about which. */
    int countIn(RowHashes learned) {
        return learned.count(dataset, rows);
    }

    /** How these rows were used, in order; a copy. */
    public synchronized List<TestUse> uses() {
        return List.copyOf(uses);
    }
}
