package nn.core.transform;

import nn.core.NnException;
import nn.core.data.Rows;

/** Reads raw rows and transforms them, one at a time and without an allocation; belongs to one thread. */
final class RowReader {

    private final Rows rows;
    private final Preprocessing preprocessing;
    private final TransformPass pass;

    /** Makes room for a row. */
    RowReader(Rows rows, Preprocessing preprocessing) {
        this.rows = rows;
        this.preprocessing = preprocessing;
        this.pass = preprocessing.newPass();
    }

    /**
     * Writes a row's features as the network sees them.
     *
     * @param row its number, from 0
     * @param target overwritten with one number for each output feature
     * @param from index of the first of them
     * @throws NnException.Data if a value is missing or not finite after the transforms; the message names row and feature
     */
    void features(int row, float[] target, int from) {
        rows.read(row, pass.raw());
        pass.apply(target, from);
        preprocessing.requireFinite(target, from, rows, row);
    }
}
