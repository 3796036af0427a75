package nn.core.data;

import java.util.List;
import java.util.stream.IntStream;
import nn.core.Message;
import nn.core.NnException;

/**
 * Rows sorted into groups of which each is to be shared out evenly.
 *
 * @param order indices of rows, stratum after stratum
 * @param ends for each stratum the index in {@code order} behind its last row
 */
record Strata(int[] order, int[] ends) {

    /** All rows are one stratum. */
    static Strata single(Dataset dataset, int[] rows) {
        return new Strata(IntStream.range(0, rows.length).toArray(), new int[] {rows.length});
    }

    /** The rows of each class are a stratum. */
    static Strata classes(Dataset dataset, int[] rows) {
        if (!(dataset.targets() instanceof Targets.Classes(List<String> names))) {
            throw new NnException.Configuration("A stratified split needs classes, but the targets of " + dataset.name()
                    + " are numbers. Split at random.");
        }
        int[] next = new int[names.size() + 1];
        for (int row : rows) {
            next[dataset.label(row) + 1]++;
        }
        for (int c = 1; c < next.length; c++) {
            next[c] += next[c - 1];
        }
        // Where the next row of each class goes; in the end, where the class ends.
        int[] order = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            order[next[dataset.label(rows[i])]++] = i;
        }
        return new Strata(order, IntStream.of(next).limit(names.size()).toArray());
    }

    /** Refuses classes that cannot be in each of k folds; those without any row do not matter. */
    void refuseFewerRowsThan(int k, Dataset dataset) {
        for (int c = 0; c < ends.length; c++) {
            int size = ends[c] - start(c);
            if (size > 0 && size < k) {
                throw new NnException.Data(dataset.name() + ": class "
                        + Message.quote(dataset.targets().names().get(c)) + " has " + size + " of the rows for " + k
                        + " stratified folds, expected at least one for each. Use fewer folds, or random ones.");
            }
        }
    }

    /** Index in {@code order} of the first row of a stratum. */
    int start(int stratum) {
        return stratum == 0 ? 0 : ends[stratum - 1];
    }
}
