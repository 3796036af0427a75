package nn.data;

import java.nio.file.Path;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;

/**
 * Reads an ARFF file ({@code .arff} or {@code .arff.gz}), the format of Weka, with dense or sparse rows.
 *
 * <pre>
 * % a comment
 * &#64;relation weather
 * &#64;attribute temperature numeric
 * &#64;attribute outlook {sunny, rainy, 'partly cloudy'}
 * &#64;data
 * 20.5, sunny
 * ?, 'partly cloudy'
 * {0 18}
 * </pre>
 *
 * <p>Nominal attributes are categories in the declared order, those included that no row has. Strings are categories, too. A bare
 * {@code ?} is a missing value and needs no declaration. In a sparse row, what is left out is 0, or the first declared value.
 * Dates are refused unless they are ignored; weights of rows in braces and relational attributes are refused.
 */
public final class ArffReader extends TableReader {

    private final TextInput input;
    private final List<ArffHeader.Attribute> attributes;

    /**
     * Reads the header.
     *
     * @param file its name ends in {@code .gz} if it is compressed
     * @throws NnException.Data if the file cannot be read or its header is malformed
     */
    public ArffReader(Path file, CsvOptions options) {
        this(TextInput.of(file), options);
    }

    ArffReader(TextInput input, CsvOptions options) {
        List<ArffHeader.Attribute> attributes = header(input, options);
        super(
                input.name(),
                input.name() + ": ",
                attributes.stream().map(ArffHeader.Attribute::name).toList(),
                options);
        this.input = input;
        this.attributes = attributes;
    }

    private static List<ArffHeader.Attribute> header(TextInput input, CsvOptions options) {
        try (TextLines lines = new TextLines(input, options.limits())) {
            return ArffHeader.read(lines, options.limits());
        }
    }

    @Override
    List<String> categories(int column) {
        return attributes.get(column).categories();
    }

    @Override
    void scan(CellSink cells) {
        refuseDates(cells);
        try (TextLines lines = new TextLines(input, options().limits())) {
            ArffHeader.read(lines, options().limits());
            ArffRows rows =
                    new ArffRows(lines, attributes, cells, options().limits().cells());
            while (ArffHeader.nextLine(lines)) {
                rows.read();
            }
        }
    }

    private void refuseDates(CellSink cells) {
        for (int column = 0; column < attributes.size(); column++) {
            ArffHeader.Attribute attribute = attributes.get(column);
            if (attribute.type() == ArffHeader.Type.DATE && cells.wants(column)) {
                throw new NnException.Data(attribute.at() + "attribute " + Message.quote(attribute.name())
                        + " holds dates, which are not read. Leave it out with --ignore (CsvOptions.withIgnored), or write"
                        + " numbers.");
            }
        }
    }
}
