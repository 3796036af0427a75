package nn.data;

import java.io.IOException;
import java.util.Arrays;
import nn.core.Message;
import nn.core.NnException;

/**
 * One pass over a text file line by line. A line stays in one array, which is used again for the next; the current place is the
 * line's number and a column in it, both from 1.
 */
final class TextLines implements AutoCloseable, Place {

    private final Utf8Reader in;
    private final String name;
    private final int longest;
    private char[] line = new char[1 << 8];
    private int length;
    private long number;
    private int index;
    private final char[] buffer = new char[1 << 13];
    private int next;
    private int end;
    private boolean afterReturn;

    /**
     * Starts before the first line.
     *
     * @param input the text, in UTF-8
     * @param limits of which the longest row counts
     */
    TextLines(TextInput input, CsvLimits limits) {
        name = input.name();
        longest = limits.record();
        try {
            in = new Utf8Reader(input.open(), name);
        } catch (IOException e) {
            throw DataFile.unreadable(name, e);
        }
    }

    /** Goes to the next line; false if there is none. */
    boolean next() {
        length = 0;
        index = 0;
        number++;
        boolean any = false;
        while (fill()) {
            char c = buffer[next++];
            if (c == '\n' && afterReturn && !any) {
                afterReturn = false;
                continue; // the second half of the last line's end
            }
            any = true;
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                return true;
            }
            add(c);
        }
        return any;
    }

    private boolean fill() {
        if (next == end) {
            try {
                next = 0;
                end = Math.max(0, in.read(buffer, 0, buffer.length));
            } catch (IOException e) {
                throw DataFile.unreadable(name, e);
            }
        }
        return end > 0;
    }

    private void add(char c) {
        if (length == longest) {
            throw new NnException.LimitExceeded(name + ":" + number + ": the line is longer than " + longest
                    + " characters, the limit. Use shorter rows, or raise the limit (CsvLimits.record).");
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(2 * length, longest));
        }
        line[length++] = c;
    }

    /** The characters of the line, of which the first {@link #length} count. */
    char[] line() {
        return line;
    }

    int length() {
        return length;
    }

    /** The index from 0 in the line, to which messages point. */
    int index() {
        return index;
    }

    /** Makes messages point to an index of the line, from 0. */
    void moveTo(int newIndex) {
        index = newIndex;
    }

    /** Moves over spaces and tabs, and says whether something follows them in the line. */
    boolean skipBlanks() {
        while (index < length && isBlank(line[index])) {
            index++;
        }
        return index < length;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether the line goes on with a character at the current index. */
    boolean isAt(char c) {
        return index < length && line[index] == c;
    }

    @Override
    public String at() {
        return name + ":" + number + ":" + (index + 1) + ": ";
    }

    /** What stands in the line from the current index on, for messages. */
    String rest() {
        return index == length ? "the end of the line" : Message.quote(new String(line, index, length - index));
    }

    /** A failure at the current place. */
    NnException.Data failure(String what) {
        return new NnException.Data(at() + what);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw DataFile.unreadable(name, e);
        }
    }
}
