package nn.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import nn.core.NnException;

/**
 * One pass over a CSV file, value by value and without making objects. It holds the limits and turns the parser's failures into
 * messages with the line of the value, counted in all line breaks, those in quotes included.
 *
 * <p>Spaces and tabs around a value are dropped unless it is quoted. Blank lines are skipped.
 */
abstract class CsvScan extends AbstractBaseCsvCallbackHandler<Boolean> {

    /** Room behind the longest value, so that a value over the limit arrives and is refused here. */
    private static final int BUFFER_SLACK = 1 << 15;

    private final TextInput input;
    private final char separator;
    private final CsvLimits limits;
    private long line = 1;
    private int fields;
    private long recordLength;

    CsvScan(TextInput input, CsvOptions options) {
        this.input = input;
        separator = options.separator();
        limits = options.limits();
    }

    /** Takes a value of the current record. */
    abstract void field(int column, char[] text, int from, int to);

    /** Takes the end of a record with its number of values; false ends the pass. */
    abstract boolean endRecord(int count);

    /** Reads the file to its end, or until a record ends the pass. */
    final void run() {
        try (Utf8Reader text = new Utf8Reader(input.open(), input.name());
                CloseableIterator<Boolean> records = de.siegmar.fastcsv.reader.CsvReader.builder()
                        .fieldSeparator(separator)
                        .maxBufferSize(bufferSize(limits.field()))
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(this, text)
                        .iterator()) {
            while (records.hasNext() && records.next()) {
                // Everything happens in the handler's methods.
            }
        } catch (CsvParseException e) {
            throw switch (e.getCause()) {
                case NnException ours -> ours;
                case IOException failure -> DataFile.unreadable(input.name(), failure);
                case null, default -> unparseable(e);
            };
        } catch (UncheckedIOException e) {
            throw DataFile.unreadable(input.name(), new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw DataFile.unreadable(input.name(), e);
        }
    }

    /** A power of two: the parser doubles its buffer and steps over the end of one that stops in between. */
    private static int bufferSize(int field) {
        return Integer.highestOneBit(field + BUFFER_SLACK) << 1;
    }

    private NnException unparseable(CsvParseException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("buffer size")) {
            return fieldTooLong(fields);
        }
        if (reason.contains("Unclosed")) {
            return new NnException.Data(
                    at() + "the quote that opens value " + (fields + 1)
                            + " is never closed. Close it, or double a quote" + " that belongs to the value.",
                    e);
        }
        if (reason.contains("after closing quote")) {
            return new NnException.Data(
                    at() + "value " + (fields + 1)
                            + " goes on behind its closing quote, expected a separator or the end of"
                            + " the line. Double a quote that belongs to the value.",
                    e);
        }
        return new NnException.Data(at() + reason, e);
    }

    /** File and line of the current value, as every message begins. */
    public final String at() {
        return at(line);
    }

    /** File and line, as a message about an earlier value begins. */
    final String at(long earlierLine) {
        return input.name() + ":" + earlierLine + ": ";
    }

    /** The file's name. */
    final String name() {
        return input.name();
    }

    /** The line of the current value. */
    final long line() {
        return line;
    }

    final CsvLimits limits() {
        return limits;
    }

    @Override
    protected final void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
        recordLength = 0;
    }

    @Override
    protected final void handleField(int column, char[] text, int offset, int length, boolean quoted) {
        if (column >= limits.columns()) {
            throw new NnException.LimitExceeded(at() + "more than " + limits.columns()
                    + " columns, the limit. Use fewer columns, or raise the limit (CsvLimits.columns).");
        }
        if (length > limits.field()) {
            throw fieldTooLong(column);
        }
        recordLength += length + 1L;
        if (recordLength > limits.record()) {
            throw new NnException.LimitExceeded(at() + "the row is longer than " + limits.record()
                    + " characters, the limit. Use shorter rows, or raise the limit (CsvLimits.record).");
        }
        int from = offset;
        int to = offset + length;
        if (!quoted) {
            while (from < to && isBlank(text[from])) {
                from++;
            }
            while (from < to && isBlank(text[to - 1])) {
                to--;
            }
            if (from > offset && from < to && text[from] == '"') {
                throw new NnException.Data(at() + "value " + (column + 1)
                        + " has a space before its opening quote, expected the quote at once. Remove the space.");
            }
        }
        field(column, text, from, to);
        fields++;
        if (quoted) {
            line += lineBreaks(text, offset, offset + length);
        }
    }

    private NnException.LimitExceeded fieldTooLong(int column) {
        return new NnException.LimitExceeded(at() + "value " + (column + 1) + " is longer than " + limits.field()
                + " characters, the limit. Is a quote not closed? Else raise the limit (CsvLimits.field).");
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static int lineBreaks(char[] text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (text[i] == '\r' || (text[i] == '\n' && (i == from || text[i - 1] != '\r'))) {
                count++;
            }
        }
        return count;
    }

    @Override
    protected final Boolean buildRecord() {
        return getRecordType() == RecordType.EMPTY || endRecord(fields);
    }
}
