package nn.data;

import java.nio.file.Path;
import java.util.List;
import nn.core.NnException;

/**
 * Reads JSON Lines ({@code .jsonl} or {@code .ndjson}, also with {@code .gz} behind): a JSON object in each line, all with the same
 * keys.
 *
 * <pre>{"age": 31, "city": "Oslo", "member": true, "income": null}</pre>
 *
 * <p>The keys of the first line are the columns, in its order; a later line may have them in another order, but one that lacks
 * a key or has another is refused. Numbers are numbers, strings and booleans are categories, and {@code null} is a missing value,
 * which needs no declaration. A key has values of one type in all lines. Arrays and objects as values are refused.
 */
public final class JsonLinesReader extends TableReader {

    private final TextInput input;

    /**
     * Reads the first line.
     *
     * @param file its name ends in {@code .gz} if it is compressed
     * @throws NnException.Data if the file cannot be read or its first line is malformed
     */
    public JsonLinesReader(Path file, CsvOptions options) {
        this(TextInput.of(file), options);
    }

    JsonLinesReader(TextInput input, CsvOptions options) {
        super(input.name(), input.name() + ":1: ", keys(input, options), options);
        this.input = input;
    }

    private static List<String> keys(TextInput input, CsvOptions options) {
        try (TextLines lines = new TextLines(input, options.limits())) {
            return JsonRows.keys(lines, options.limits());
        }
    }

    @Override
    void scan(CellSink cells) {
        try (TextLines lines = new TextLines(input, options().limits())) {
            JsonRows rows = new JsonRows(lines, names(), cells, options().limits());
            while (JsonRows.nextLine(lines)) {
                rows.read();
            }
        }
    }
}
