package nn.core.data;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Ascending row numbers, in which a row may stand several times unless said otherwise. */
final class RowNumbers {

    private RowNumbers() {}

    /** Each row once. */
    static int[] distinct(int[] rows) {
        int[] distinct = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (i == 0 || rows[i] != rows[i - 1]) {
                distinct[count++] = rows[i];
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    /**
     * The rows for which a decision holds, as often as they stand there.
     *
     * @param rows ascending
     * @param decisions what was decided for each of the distinct rows
     * @param wanted the decisions to look for
     */
    static int[] where(int[] rows, int[] decisions, IntPredicate wanted) {
        int[] found = new int[rows.length];
        int count = 0;
        int distinct = -1;
        for (int i = 0; i < rows.length; i++) {
            if (i == 0 || rows[i] != rows[i - 1]) {
                distinct++;
            }
            if (wanted.test(decisions[distinct])) {
                found[count++] = rows[i];
            }
        }
        return Arrays.copyOf(found, count);
    }
}
