package nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Cells;
import nn.core.data.Column;
import nn.core.data.Numbers;
import nn.core.data.Table;

/** The second pass over a table: keeps the values of the columns that the first pass found, in memory or on disk. */
final class ColumnValues implements CellSink {

    private final TableReader table;
    private final MissingValues missing;
    private final ColumnKind[] kinds;
    private final int expectedRows;
    private final Cells values;
    private final CategoryDictionary[] dictionaries;
    /** Columns with a role may hold as many texts as they like: they become no inputs. */
    private final boolean[] limited;

    private final DecimalText decimal = new DecimalText();
    private final double[] row;
    private int rows;
    private int categories;

    /**
     * Asks for all room.
     *
     * @param table what is read
     * @param kinds what each column was found to hold
     * @param expectedRows the number of rows
     */
    ColumnValues(TableReader table, ColumnKind[] kinds, int expectedRows) {
        this.table = table;
        missing = new MissingValues(table.options().missing());
        this.kinds = kinds;
        this.expectedRows = expectedRows;
        row = new double[kinds.length];
        dictionaries = new CategoryDictionary[kinds.length];
        limited = new boolean[kinds.length];
        int wanted = 0;
        for (int i = 0; i < kinds.length; i++) {
            wanted += wants(i) ? 1 : 0;
            if (kinds[i] == ColumnKind.CATEGORIES) {
                dictionaries[i] = new CategoryDictionary(table.categories(i));
                limited[i] =
                        !table.options().roles().containsValue(table.names().get(i));
            }
        }
        values = Cells.of(table.name(), expectedRows, wanted, table.options().storage());
    }

    @Override
    public boolean wants(int column) {
        return kinds[column] != ColumnKind.IGNORED;
    }

    @Override
    public void untyped(Place place, int column, char[] text, int from, int to) {
        switch (kinds[column]) {
            case NUMBERS -> store(place, column, decimal.parse(text, from, to), missing.contain(text, from, to));
            case CATEGORIES -> text(place, column, text, from, to);
            default -> {}
        }
    }

    @Override
    public void text(Place place, int column, char[] text, int from, int to) {
        switch (kinds[column]) {
            case NUMBERS -> {
                if (!missing.contain(text, from, to)) {
                    throw changed(place);
                }
                missing(place, column);
            }
            case CATEGORIES ->
                row[column] = missing.contain(text, from, to) ? Double.NaN : code(place, column, text, from, to);
            default -> {}
        }
    }

    @Override
    public void number(Place place, int column, double value) {
        switch (kinds[column]) {
            case NUMBERS -> store(place, column, value, missing.contain(value));
            case CATEGORIES -> {
                char[] text = categoryOf(value).toCharArray();
                row[column] = missing.contain(value) ? Double.NaN : code(place, column, text, 0, text.length);
            }
            default -> {}
        }
    }

    private void store(Place place, int column, double value, boolean isMissing) {
        if (!isMissing && !Double.isFinite(value)) {
            throw changed(place);
        }
        row[column] = isMissing ? Double.NaN : value;
    }

    /** What a number is called as a category: like a whole number in a file where it is one. */
    private static String categoryOf(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public void missing(Place place, int column) {
        row[column] = Double.NaN;
    }

    @Override
    public void endRow(Place place) {
        if (rows == expectedRows) {
            throw changed(place);
        }
        for (int i = 0; i < row.length; i++) {
            if (wants(i)) {
                values.put(row[i]);
            }
        }
        rows++;
    }

    private int code(Place place, int column, char[] text, int from, int to) {
        CategoryDictionary dictionary = dictionaries[column];
        int before = dictionary.size();
        int code = dictionary.code(text, from, to);
        categories += limited[column] ? dictionary.size() - before : 0;
        int most = table.options().limits().categories();
        if (categories > most) {
            throw new NnException.LimitExceeded(place.at() + "column "
                    + Message.quote(table.names().get(column))
                    + " brings the number of different texts over " + most + ", the limit. Leave it out with --ignore"
                    + " (CsvOptions.withIgnored), or raise the limit (CsvLimits.categories).");
        }
        return code;
    }

    private static NnException.Data changed(Place place) {
        return changed(place.at());
    }

    private static NnException.Data changed(String at) {
        return new NnException.Data(at + "the file changed while it was read. Read it again when it is complete.");
    }

    /** The columns that are wanted, after the pass. */
    Table table() {
        if (rows != expectedRows) {
            throw changed(table.name() + ": ");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            String name = table.names().get(i);
            int index = columns.size();
            switch (kinds[i]) {
                case NUMBERS -> columns.add(new Column.Numeric(name, values.column(index)));
                case CATEGORIES -> columns.add(categorical(name, i, dictionaries[i].texts(), values.column(index)));
                default -> {}
            }
        }
        return new Table(table.name(), columns);
    }

    private Column.Categorical categorical(String name, int column, List<String> texts, Numbers codes) {
        if (!table.categories(column).isEmpty()) {
            return new Column.Categorical(name, texts, codes);
        }
        Comparator<String> order = CategoryOrder.of(texts);
        String[] sorted = texts.toArray(String[]::new);
        Arrays.sort(sorted, order);
        int[] sortedCode = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            sortedCode[i] = Arrays.binarySearch(sorted, texts.get(i), order);
        }
        return new Column.Categorical(
                name, List.of(sorted), codes.map(code -> Double.isNaN(code) ? code : sortedCode[(int) code]));
    }
}
