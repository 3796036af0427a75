package nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.Message;
import nn.core.NnException;

/**
 * Reads arrays of NumPy as a table: an NPY file with one array, or an NPZ file with several.
 *
 * <p>The first dimension counts the rows. An array of one dimension is a column of its name; one of more dimensions is a column
 * for each element of a row, in the order of the last index: NAME1, NAME2, …. An array called x, features or data (in any case),
 * and the one of an NPY file, has the columns x1, x2, …; one called y, target(s) or label(s) is the target, as y or y1, y2, ….
 * Where names end in {@code _train}, those that end in {@code _test} are rows for the test.
 *
 * <p>Numbers (f2 to f8, i1 to i8, u1 to u8) and booleans are numbers, texts (U, S) are categories; a whole number that no double
 * holds is refused. An array that is no column, because it has another number of rows or holds Python objects, is refused unless
 * it is ignored. No pickle is read.
 */
public final class NumpyReader extends TableReader {

    /** Some columns that come from one array. */
    private record Part(NumpyArrays.Item item, int firstColumn, List<String> columns) {}

    private final int rows;
    private final List<Part> parts;
    private final Optional<NumpyArrays> test;

    /**
     * Reads the headers of all arrays.
     *
     * @param file its name ends in {@code .npz} if it is an archive
     * @throws NnException.Data if the file cannot be read or is malformed
     * @throws NnException.LimitExceeded if there are too many columns
     */
    public NumpyReader(Path file, CsvOptions options) {
        this(NumpyArrays.open(file), options);
    }

    NumpyReader(NumpyArrays arrays, CsvOptions options) {
        NumpyArrays training = arrays.training();
        int rows = rowsOf(training);
        List<Part> parts = parts(training, rows, options.limits().columns());
        super(
                arrays.name(),
                arrays.name() + ": ",
                parts.stream().flatMap(part -> part.columns().stream()).toList(),
                options);
        this.rows = rows;
        this.parts = parts;
        test = arrays.test();
    }

    /** The rows of the features, or else of the first array that can be used. */
    private static int rowsOf(NumpyArrays arrays) {
        return arrays.find(NumpyArrays.FEATURES)
                .or(() -> arrays.items().stream()
                        .flatMap(item -> item.array().stream())
                        .findFirst())
                .map(NpyArray::rows)
                .orElse(0);
    }

    private static List<Part> parts(NumpyArrays arrays, int rows, int mostColumns) {
        List<Part> parts = new ArrayList<>();
        int columns = 0;
        for (NumpyArrays.Item given : arrays.items()) {
            NumpyArrays.Item item = usable(given, rows);
            int count = item.array().map(NpyArray::columns).orElse(1);
            if (count > mostColumns - columns) {
                throw new NnException.LimitExceeded(arrays.name() + ": array "
                        + Message.quote(item.name()) + " brings the number of columns over " + mostColumns
                        + ", the limit. Use fewer columns, or raise the limit (CsvLimits.columns).");
            }
            parts.add(new Part(item, columns, columnNames(item, count)));
            columns += count;
        }
        return parts;
    }

    private static NumpyArrays.Item usable(NumpyArrays.Item item, int rows) {
        return item.array()
                .filter(array -> array.rows() != rows || array.columns() == 0)
                .map(array -> new NumpyArrays.Item(
                        item.name(),
                        Optional.empty(),
                        Optional.of(new NnException.Data(array.name() + ": an array of " + array.shapeText()
                                + " elements, expected " + rows
                                + " rows like the other arrays. Leave it out with --ignore "
                                + Message.oneLine(item.name(), 40) + " (CsvOptions.withIgnored)."))))
                .orElse(item);
    }

    private static List<String> columnNames(NumpyArrays.Item item, int count) {
        boolean numbered = count > 1
                || (item.name().equals(NumpyArrays.FEATURES) && item.array().isPresent());
        return numbered
                ? IntStream.rangeClosed(1, count).mapToObj(i -> item.name() + i).toList()
                : List.of(item.name());
    }

    @Override
    List<String> customaryTargets(List<String> wanted) {
        List<String> targets = parts.stream()
                .filter(part -> part.item().name().equals(NumpyArrays.TARGETS))
                .flatMap(part -> part.columns().stream())
                .filter(wanted::contains)
                .toList();
        return targets.isEmpty() ? super.customaryTargets(wanted) : targets;
    }

    @Override
    public Optional<DataReader> testPart() {
        return test.map(arrays -> new NumpyReader(arrays, options()));
    }

    @Override
    void scan(CellSink cells) {
        List<NpyRows> open = new ArrayList<>();
        try {
            List<Part> wanted =
                    parts.stream().filter(part -> isWanted(part, cells)).toList();
            for (Part part : wanted) {
                NpyArray array = part.item().usable();
                if (rows > 0) {
                    open.add(array.read());
                }
            }
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < open.size(); i++) {
                    open.get(i).next(cells, wanted.get(i).firstColumn());
                }
                cells.endRow(open.getFirst());
            }
            open.forEach(NpyRows::end);
        } finally {
            open.forEach(NpyRows::close);
        }
    }

    private static boolean isWanted(Part part, CellSink cells) {
        int from = part.firstColumn();
        return IntStream.range(from, from + part.columns().size()).anyMatch(cells::wants);
    }
}
