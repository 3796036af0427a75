package nn.data;

import java.util.Arrays;
import nn.core.Message;
import nn.core.NnException;

/** The current row of a LIBSVM file: its label and the values that are given. */
final class LibsvmLine {

    private final TextLines lines;
    private final int columns;
    private final DecimalText decimal = new DecimalText();
    private double label;
    private int labelPlace;
    private int count;
    private int[] indices = new int[16];
    private double[] values = new double[16];
    private int[] places = new int[16];

    /**
     * Starts before the first row.
     *
     * @param columns the largest index that is accepted
     */
    LibsvmLine(TextLines lines, int columns) {
        this.lines = lines;
        this.columns = columns;
    }

    /** Reads the next row; false if there is none. */
    boolean next() {
        while (lines.next()) {
            if (lines.skipBlanks() && !lines.isAt('#')) {
                read();
                return true;
            }
        }
        return false;
    }

    private void read() {
        labelPlace = lines.index();
        int labelEnd = wordEnd();
        if (find(':', labelPlace, labelEnd) < labelEnd) {
            throw lines.failure(Message.quote(word(labelEnd)) + ", expected the label before all index:value. Add it.");
        }
        if (find(',', labelPlace, labelEnd) < labelEnd) {
            throw lines.failure("the labels " + Message.quote(word(labelEnd))
                    + ", expected one. For several, write a CSV file with a column for each.");
        }
        label = number(labelPlace, labelEnd, "the label");
        count = 0;
        lines.moveTo(labelEnd);
        while (lines.skipBlanks() && !lines.isAt('#')) {
            readEntry();
        }
    }

    private void readEntry() {
        int from = lines.index();
        int to = wordEnd();
        int colon = find(':', from, to);
        if (colon == to) {
            throw lines.failure(Message.quote(word(to)) + ", expected index:value, such as 3:0.5.");
        }
        int index = index(from, colon);
        lines.moveTo(colon + 1);
        double value = number(colon + 1, to, "the value");
        add(index, value, colon + 1);
        lines.moveTo(to);
    }

    private int index(int from, int to) {
        int index = 0;
        for (int i = from; i < to; i++) {
            char c = lines.line()[i];
            if (c < '0' || c > '9') {
                index = -1;
                break;
            }
            index = (int) Math.min(10L * index + (c - '0'), Integer.MAX_VALUE);
        }
        if (index < 0 || from == to) {
            String text = word(to);
            throw lines.failure(
                    text.equals("qid")
                            ? "\"qid\" groups rows for ranking, which is not done here. Remove it from all lines."
                            : "the index is " + Message.quote(text) + ", expected a whole number from 1.");
        }
        if (index == 0) {
            throw lines.failure("the index is 0, expected 1 or more. Count from 1, as"
                    + " dump_svmlight_file(…, zero_based=False) does.");
        }
        if (index > columns) {
            throw new NnException.LimitExceeded(lines.at() + "the index is " + index + ", over the limit of " + columns
                    + " columns. Use fewer columns, or raise the limit (CsvLimits.columns).");
        }
        if (index <= largestIndex()) {
            throw lines.failure("the index " + index + " follows " + largestIndex()
                    + ", expected indices that increase. Sort the line; give each index once.");
        }
        return index;
    }

    private void add(int index, double value, int place) {
        if (count == indices.length) {
            indices = Arrays.copyOf(indices, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        indices[count] = index;
        values[count] = value;
        places[count++] = place;
    }

    private double number(int from, int to, String what) {
        return switch (decimal.form(lines.line(), from, to)) {
            case NUMBER, NOT_FINITE -> decimal.anyNumber(lines.line(), from, to);
            case DECIMAL_COMMA, TEXT ->
                throw lines.failure(what + " is " + Message.quote(word(to)) + ", expected a number.");
        };
    }

    /** The index of the first such character of a part of the line, or the part's end. */
    private int find(char c, int from, int to) {
        int i = from;
        while (i < to && lines.line()[i] != c) {
            i++;
        }
        return i;
    }

    /** The end of the word that begins at the current index. */
    private int wordEnd() {
        int end = lines.index();
        while (end < lines.length() && !TextLines.isBlank(lines.line()[end]) && lines.line()[end] != '#') {
            end++;
        }
        return end;
    }

    private String word(int end) {
        return new String(lines.line(), lines.index(), end - lines.index());
    }

    /** The largest index of the row; 0 if no value is given. */
    int largestIndex() {
        return count == 0 ? 0 : indices[count - 1];
    }

    /** Gives the row away, zeros included: so many features, and the label behind them. */
    void give(CellSink cells, int features) {
        lines.moveTo(labelPlace);
        cells.number(lines, features, label);
        int next = 0;
        for (int column = 0; column < features; column++) {
            boolean given = next < count && indices[next] == column + 1;
            lines.moveTo(given ? places[next] : labelPlace);
            cells.number(lines, column, given ? values[next++] : 0);
        }
        cells.endRow(lines);
    }
}
