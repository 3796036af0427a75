package nn.data;

import java.util.Arrays;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;

/**
 * The first pass over a table: finds out what each column holds, and refuses what does not fit.
 *
 * <p>Where the format has no types, a column holds numbers if every value is a number. If more than half of its values are
 * numbers, the others are taken for mistakes and refused, unless the column is declared categorical. Otherwise it holds
 * categories. NaN, infinities and numbers with a decimal comma count as (bad) numbers.
 */
final class ColumnTypes implements CellSink {

    private static final int QUOTED_TEXT = 80;

    /** The first value of a column that is not a number, or not one that fits. */
    private record Odd(int row, String at, String text, DecimalText.Form form) {
        static final Odd NONE = new Odd(-1, "", "", DecimalText.Form.NUMBER);

        boolean isNone() {
            return row < 0;
        }
    }

    private final TableReader table;
    private final MissingValues missing;
    private final boolean[] required;
    private final ColumnKind[] kinds;
    private final DecimalText decimal = new DecimalText();
    private final int[] present;
    private final int[] numberLike;
    private final Odd[] odd;
    private int rows;

    /**
     * Prepares the pass.
     *
     * @param table what is read
     * @param expected what each column is expected to hold
     * @param required for each column whether missing values are refused even if they are declared
     */
    ColumnTypes(TableReader table, ColumnKind[] expected, boolean[] required) {
        this.table = table;
        this.required = required;
        missing = new MissingValues(table.options().missing());
        kinds = expected.clone();
        present = new int[kinds.length];
        numberLike = new int[kinds.length];
        odd = new Odd[kinds.length];
        Arrays.fill(odd, Odd.NONE);
    }

    @Override
    public boolean wants(int column) {
        return kinds[column] != ColumnKind.IGNORED;
    }

    @Override
    public void untyped(Place place, int column, char[] text, int from, int to) {
        if (!isWanted(place, column, text, from, to)) {
            return;
        }
        DecimalText.Form form = decimal.form(text, from, to);
        if (form != DecimalText.Form.TEXT) {
            numberLike[column]++;
        }
        if (form != DecimalText.Form.NUMBER
                || (kinds[column] == ColumnKind.CLASSES && !isWhole(decimal.parse(text, from, to)))) {
            isOdd(place, column, text, from, to, form);
        }
    }

    @Override
    public void text(Place place, int column, char[] text, int from, int to) {
        if (isWanted(place, column, text, from, to)) {
            isOdd(place, column, text, from, to, DecimalText.Form.TEXT);
        }
    }

    /** Whether a text's form matters: it is not missing, and its column is not known to hold categories. */
    private boolean isWanted(Place place, int column, char[] text, int from, int to) {
        if (kinds[column] == ColumnKind.IGNORED) {
            return false;
        }
        boolean declared = missing.contain(text, from, to);
        if (declared || from == to) {
            if (!declared || required[column]) {
                throw missing(place, column, declared);
            }
            return false;
        }
        present[column]++;
        return kinds[column] != ColumnKind.CATEGORIES;
    }

    private void isOdd(Place place, int column, char[] text, int from, int to, DecimalText.Form form) {
        if (odd[column].isNone()) {
            String shown = new String(text, from, Math.min(to - from, QUOTED_TEXT));
            odd[column] = new Odd(rows, place.at(), shown, form);
            if (kinds[column] == ColumnKind.NUMBERS) {
                throw notANumber(column);
            }
        }
    }

    @Override
    public void number(Place place, int column, double value) {
        ColumnKind kind = kinds[column];
        if (kind == ColumnKind.IGNORED) {
            return;
        }
        if (missing.contain(value)) {
            missing(place, column);
            return;
        }
        present[column]++;
        numberLike[column]++;
        if (!Double.isFinite(value)) {
            odd[column] = new Odd(rows, place.at(), Double.toString(value), DecimalText.Form.NOT_FINITE);
            throw notANumber(column);
        }
        if (kind == ColumnKind.CLASSES && !isWhole(value) && odd[column].isNone()) {
            odd[column] = new Odd(rows, place.at(), Double.toString(value), DecimalText.Form.NUMBER);
        }
    }

    @Override
    public void missing(Place place, int column) {
        if (kinds[column] != ColumnKind.IGNORED && required[column]) {
            throw missing(place, column, true);
        }
    }

    @Override
    public void endRow(Place place) {
        if (rows == Integer.MAX_VALUE) {
            throw new NnException.LimitExceeded(
                    place.at() + "more than " + Integer.MAX_VALUE + " rows, the limit. Use a part of the data.");
        }
        rows++;
    }

    /** The number of rows so far. */
    int rows() {
        return rows;
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53;
    }

    /** What each column holds, after the pass; the first value that does not fit is refused. */
    ColumnKind[] found() {
        if (rows == 0) {
            throw new NnException.Data(table.header() + "no rows, expected at least one.");
        }
        int first = -1;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == ColumnKind.IGNORED || kinds[i] == ColumnKind.CATEGORIES) {
                continue;
            }
            if (!odd[i].isNone()
                    && kinds[i] == ColumnKind.AUTO
                    && numberLike[i] > present[i] / 2
                    && (first < 0 || odd[i].row() < odd[first].row())) {
                first = i;
            }
            kinds[i] = odd[i].isNone() ? ColumnKind.NUMBERS : ColumnKind.CATEGORIES;
        }
        if (first >= 0) {
            throw notANumber(first);
        }
        return kinds;
    }

    /** Refuses columns of which nothing can be learned, not even what they hold. */
    void refuseEmptyColumns() {
        for (int i = 0; i < kinds.length; i++) {
            if (present[i] == 0 && kinds[i] != ColumnKind.IGNORED) {
                throw new NnException.Data(table.header() + "column "
                        + Message.quote(names().get(i))
                        + " has no values, all are missing. Leave it out with --ignore (CsvOptions.withIgnored).");
            }
        }
    }

    private List<String> names() {
        return table.names();
    }

    private NnException.Data missing(Place place, int column, boolean declared) {
        String what =
                place.at() + "column " + Message.quote(names().get(column)) + (declared ? " is missing" : " is empty");
        if (required[column]) {
            return new NnException.Data(
                    what
                            + ", expected a value: targets, weights, groups and times are needed. Complete the row or remove it.");
        }
        return new NnException.Data(what + ", expected a value. Complete the row, or declare what is missing with"
                + " --missing \"\" (CsvOptions.withMissing).");
    }

    private NnException.Data notANumber(int column) {
        String text = odd[column].text();
        String what = odd[column].at() + "column " + Message.quote(names().get(column)) + " is " + Message.quote(text);
        return new NnException.Data(
                switch (odd[column].form()) {
                    case NOT_FINITE ->
                        what + ", expected a finite number. Declare it with --missing " + Message.oneLine(text, 20)
                                + " (CsvOptions.withMissing), or remove the row.";
                    case DECIMAL_COMMA -> what + ", expected a number with a decimal point. Replace the commas.";
                    default ->
                        what + ", expected a number. Declare it with --missing " + Message.oneLine(text, 20)
                                + " (CsvOptions.withMissing), or the column with --categorical"
                                + " (CsvOptions.withCategorical).";
                });
    }
}
