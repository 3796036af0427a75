package nn.data;

import java.util.List;
import nn.core.NnException;

/** One pass over the rows below the header; every row has a value for each column. */
final class CsvRows extends CsvScan implements Place {

    private final List<String> names;
    private final CellSink cells;
    private final boolean header;
    private boolean inHeader;

    private CsvRows(TextInput input, CsvOptions options, List<String> names, CellSink cells) {
        super(input, options);
        this.names = names;
        this.cells = cells;
        header = options.header();
        inHeader = header;
    }

    /** Gives all values away. */
    static void scan(TextInput input, CsvOptions options, List<String> names, CellSink cells) {
        new CsvRows(input, options, names, cells).run();
    }

    @Override
    void field(int column, char[] text, int from, int to) {
        if (!inHeader && column < names.size()) {
            cells.untyped(this, column, text, from, to);
        }
    }

    @Override
    boolean endRecord(int count) {
        if (inHeader) {
            inHeader = false;
            return true;
        }
        if (count != names.size()) {
            throw new NnException.Data(at() + count + (count == 1 ? " value" : " values") + ", expected " + names.size()
                    + " as in the " + (header ? "header" : "first line")
                    + ". Complete the row, or quote a value that contains the separator.");
        }
        cells.endRow(this);
        return true;
    }
}
