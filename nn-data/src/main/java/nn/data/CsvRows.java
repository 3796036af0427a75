package nn.data;

import java.util.List;
import nn.core.NnException;

/** One pass over the rows below the header; every row has a value for each column. */
abstract class CsvRows extends CsvScan {

    private final List<String> names;
    private final boolean header;
    private boolean inHeader;
    private int rows;

    CsvRows(CsvInput input, CsvOptions options, List<String> names) {
        super(input, options);
        this.names = names;
        header = options.header();
        inHeader = header;
    }

    /** Takes a value. */
    abstract void value(int column, char[] text, int from, int to);

    /** The columns' names. */
    final List<String> names() {
        return names;
    }

    /** The number of complete rows so far. */
    final int rows() {
        return rows;
    }

    @Override
    final void field(int column, char[] text, int from, int to) {
        if (!inHeader && column < names.size()) {
            value(column, text, from, to);
        }
    }

    @Override
    final boolean endRecord(int count) {
        if (inHeader) {
            inHeader = false;
            return true;
        }
        if (count != names.size()) {
            throw new NnException.Data(at() + count + (count == 1 ? " value" : " values") + ", expected " + names.size()
                    + " as in the " + (header ? "header" : "first line")
                    + ". Complete the row, or quote a value that contains the separator.");
        }
        rows = Math.incrementExact(rows);
        return true;
    }

    /** Whether a text is one of those that mean "missing". */
    static boolean isAny(List<String> tokens, char[] text, int from, int to) {
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.length() == to - from && matches(token, text, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String token, char[] text, int from) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
