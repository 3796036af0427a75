package nn.data;

import java.util.Arrays;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;

/**
 * The first pass over a CSV file: counts its rows, finds out what each column holds, and refuses what does not fit.
 *
 * <p>A column holds numbers if every value is a number. If more than half of its values are numbers, the others are taken for
 * mistakes and refused, unless the column is declared categorical. Otherwise it holds categories. NaN, infinities and numbers
 * with a decimal comma count as (bad) numbers.
 */
final class CsvTypes extends CsvRows {

    private static final int QUOTED_TEXT = 80;

    private final List<String> missingTokens;
    private final boolean[] required;
    private final ColumnKind[] kinds;
    private final DecimalText decimal = new DecimalText();
    private final int[] present;
    private final int[] numbers;
    private final int[] numberLike;
    private final long[] oddLine;
    private final String[] oddText;
    private final DecimalText.Form[] oddForm;

    /**
     * Prepares the pass.
     *
     * @param expected what each column is expected to hold
     * @param required for each column whether missing values are refused even if they are declared
     */
    CsvTypes(CsvInput input, CsvOptions options, List<String> names, ColumnKind[] expected, boolean[] required) {
        super(input, options, names);
        missingTokens = options.missing();
        this.required = required;
        kinds = expected.clone();
        int n = names.size();
        present = new int[n];
        numbers = new int[n];
        numberLike = new int[n];
        oddLine = new long[n];
        oddText = new String[n];
        oddForm = new DecimalText.Form[n];
        Arrays.fill(oddText, "");
    }

    @Override
    void value(int column, char[] text, int from, int to) {
        ColumnKind kind = kinds[column];
        if (kind == ColumnKind.IGNORED) {
            return;
        }
        boolean declared = isAny(missingTokens, text, from, to);
        if (declared || from == to) {
            if (!declared || required[column]) {
                throw missing(column, declared);
            }
            return;
        }
        present[column]++;
        if (kind == ColumnKind.CATEGORIES) {
            return;
        }
        DecimalText.Form form = decimal.form(text, from, to);
        if (form != DecimalText.Form.TEXT) {
            numberLike[column]++;
        }
        if (form == DecimalText.Form.NUMBER && (kind != ColumnKind.CLASSES || isWhole(decimal.parse(text, from, to)))) {
            numbers[column]++;
        } else if (oddLine[column] == 0) {
            oddLine[column] = line();
            oddText[column] = new String(text, from, Math.min(to - from, QUOTED_TEXT));
            oddForm[column] = form;
            if (kind == ColumnKind.NUMBERS) {
                throw notANumber(column);
            }
        }
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53;
    }

    /** What each column holds, after the pass; the first value that does not fit is refused. */
    ColumnKind[] found() {
        if (rows() == 0) {
            throw new NnException.Data(name() + ":1: no rows below the header, expected at least one.");
        }
        int first = -1;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == ColumnKind.IGNORED || kinds[i] == ColumnKind.CATEGORIES) {
                continue;
            }
            if (oddLine[i] != 0
                    && kinds[i] == ColumnKind.AUTO
                    && numberLike[i] > present[i] / 2
                    && (first < 0 || oddLine[i] < oddLine[first])) {
                first = i;
            }
            kinds[i] = oddLine[i] == 0 ? ColumnKind.NUMBERS : ColumnKind.CATEGORIES;
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
                throw new NnException.Data(name() + ":1: column " + Message.quote(names().get(i))
                        + " has no values, all are missing. Leave it out with --ignore (CsvOptions.withIgnored).");
            }
        }
    }

    private NnException.Data missing(int column, boolean declared) {
        String what = at() + "column " + Message.quote(names().get(column)) + (declared ? " is missing" : " is empty");
        if (required[column]) {
            return new NnException.Data(
                    what + ", expected a value: targets and weights are needed. Complete the row or remove it.");
        }
        return new NnException.Data(what + ", expected a value. Complete the row, or declare what is missing with"
                + " --missing \"\" (CsvOptions.withMissing).");
    }

    private NnException.Data notANumber(int column) {
        String text = oddText[column];
        String what =
                at(oddLine[column]) + "column " + Message.quote(names().get(column)) + " is " + Message.quote(text);
        return new NnException.Data(
                switch (oddForm[column]) {
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
