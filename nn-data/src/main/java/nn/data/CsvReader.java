package nn.data;

import java.nio.file.Path;
import nn.core.NnException;

/**
 * Reads a CSV file ({@code .csv}, or {@code .csv.gz}) in UTF-8 (RFC 4180; a byte-order mark is dropped).
 *
 * <p>A column holds numbers if every value of it is a number. If more than half of its values are numbers, the others are
 * refused, unless the column is declared categorical. Otherwise it holds categories, whose order does not depend on the order of
 * rows: whole numbers by size if all of them are, else by code point. Empty values, NaN and infinities are refused unless they
 * are declared to mean "missing".
 */
public final class CsvReader extends TableReader {

    private final TextInput input;

    /**
     * Reads the header.
     *
     * @param file its name ends in {@code .gz} if it is compressed
     * @throws NnException.Data if the file cannot be read or its header is malformed
     */
    public CsvReader(Path file, CsvOptions options) {
        this(TextInput.of(file), options);
    }

    CsvReader(TextInput input, CsvOptions options) {
        super(input.name(), input.name() + ":1: ", CsvHeader.read(input, options), options);
        this.input = input;
    }

    @Override
    void scan(CellSink cells) {
        CsvRows.scan(input, options(), names(), cells);
    }
}
