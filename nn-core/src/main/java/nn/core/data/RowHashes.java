package nn.core.data;

import java.util.Arrays;
import nn.core.random.RandomKey;

/**
 * The raw features of rows as one number of 64 bits each, to find the same features again: 8 bytes a row, however many features
 * there are. Two different rows have the same number with a probability of 2⁻⁶⁴.
 */
final class RowHashes {

    private final long[] sorted;

    private RowHashes(long[] sorted) {
        this.sorted = sorted;
    }

    static RowHashes of(Rows source, int[] rows) {
        long[] hashes = new long[rows.length];
        double[] values = new double[source.features().size()];
        for (int i = 0; i < rows.length; i++) {
            hashes[i] = hash(source, rows[i], values);
        }
        Arrays.sort(hashes);
        return new RowHashes(hashes);
    }

    /** How many of some rows have the features of a row in here. */
    int count(Rows source, int[] rows) {
        double[] values = new double[source.features().size()];
        int count = 0;
        for (int row : rows) {
            if (Arrays.binarySearch(sorted, hash(source, row, values)) >= 0) {
                count++;
            }
        }
        return count;
    }

    private static long hash(Rows source, int row, double[] values) {
        source.read(row, values);
        long hash = values.length;
        for (double value : values) {
            // Adding 0 makes one number of 0 and −0; all NaN have the same bits here.
            hash = RandomKey.derived(hash, Double.doubleToLongBits(value + 0.0));
        }
        return hash;
    }
}
