package nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Table;

/** The second pass over a CSV file: fills arrays of exactly the right length with what the first pass found. */
final class CsvValues extends CsvRows {

    private final List<String> missingTokens;
    private final ColumnKind[] kinds;
    private final int expectedRows;
    private final double[][] numbers;
    private final int[][] codes;
    private final CategoryDictionary[] dictionaries;
    private final DecimalText decimal = new DecimalText();
    private int categories;

    CsvValues(CsvInput input, CsvOptions options, List<String> names, ColumnKind[] kinds, int expectedRows) {
        super(input, options, names);
        missingTokens = options.missing();
        this.kinds = kinds;
        this.expectedRows = expectedRows;
        numbers = new double[kinds.length][];
        codes = new int[kinds.length][];
        dictionaries = new CategoryDictionary[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            switch (kinds[i]) {
                case NUMBERS -> numbers[i] = new double[expectedRows];
                case CATEGORIES -> {
                    codes[i] = new int[expectedRows];
                    dictionaries[i] = new CategoryDictionary();
                }
                default -> {}
            }
        }
    }

    @Override
    void value(int column, char[] text, int from, int to) {
        if (kinds[column] == ColumnKind.IGNORED) {
            return;
        }
        int row = rows();
        if (row >= expectedRows) {
            throw changed();
        }
        boolean missing = isAny(missingTokens, text, from, to);
        if (kinds[column] == ColumnKind.NUMBERS) {
            double value = missing ? Double.NaN : decimal.parse(text, from, to);
            if (!missing && !Double.isFinite(value)) {
                throw changed();
            }
            numbers[column][row] = value;
        } else {
            codes[column][row] = missing ? -1 : code(column, text, from, to);
        }
    }

    private int code(int column, char[] text, int from, int to) {
        CategoryDictionary dictionary = dictionaries[column];
        int before = dictionary.size();
        int code = dictionary.code(text, from, to);
        categories += dictionary.size() - before;
        if (categories > limits().categories()) {
            throw new NnException.LimitExceeded(at() + "column " + Message.quote(names().get(column))
                    + " brings the number of"
                    + " different texts over " + limits().categories() + ", the limit. Leave it out with --ignore"
                    + " (CsvOptions.withIgnored), or raise the limit (CsvLimits.categories).");
        }
        return code;
    }

    private NnException.Data changed() {
        return new NnException.Data(at() + "the file changed while it was read. Read it again when it is complete.");
    }

    /** The columns that are wanted, after the pass. */
    Table table() {
        if (rows() != expectedRows) {
            throw changed();
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            switch (kinds[i]) {
                case NUMBERS -> columns.add(new Column.Numeric(names().get(i), numbers[i]));
                case CATEGORIES -> columns.add(sorted(names().get(i), dictionaries[i].texts(), codes[i]));
                default -> {}
            }
        }
        return new Table(name(), columns);
    }

    private static Column.Categorical sorted(String name, List<String> texts, int[] codes) {
        Comparator<String> order = CategoryOrder.of(texts);
        String[] sorted = texts.toArray(String[]::new);
        Arrays.sort(sorted, order);
        int[] sortedCode = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            sortedCode[i] = Arrays.binarySearch(sorted, texts.get(i), order);
        }
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? -1 : sortedCode[codes[row]];
        }
        return new Column.Categorical(name, List.of(sorted), codes);
    }
}
