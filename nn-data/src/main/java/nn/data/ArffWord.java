package nn.data;

import java.util.Arrays;
import nn.core.Message;

/** The current word of an ARFF file: bare, or in quotes with backslashes. */
final class ArffWord {

    private final TextLines lines;
    private char[] unquoted = new char[32];
    private char[] text = unquoted;
    private int from;
    private int to;
    private boolean quoted;

    ArffWord(TextLines lines) {
        this.lines = lines;
    }

    /**
     * Reads the word that begins at the current index, and moves behind it. A bare word ends before a blank, a comma or a brace.
     *
     * @param what what is expected, for messages
     */
    void read(String what) {
        quoted = lines.isAt('\'') || lines.isAt('"');
        if (quoted) {
            readQuoted();
        } else {
            readBare(what);
        }
    }

    private void readBare(String what) {
        text = lines.line();
        from = lines.index();
        to = from;
        while (to < lines.length() && !TextLines.isBlank(text[to]) && ",{}".indexOf(text[to]) < 0) {
            if ("'\"%".indexOf(text[to]) >= 0) {
                lines.moveTo(to);
                throw lines.failure(Message.quote(String.valueOf(text[to]))
                        + " in a bare word. Put quotes around the whole word: 'like this'.");
            }
            to++;
        }
        if (to == from) {
            throw lines.failure("found " + lines.rest() + ", expected " + what + ".");
        }
        lines.moveTo(to);
    }

    private void readQuoted() {
        char quote = lines.line()[lines.index()];
        char[] line = lines.line();
        int n = 0;
        for (int i = lines.index() + 1; i < lines.length(); i++) {
            char c = line[i];
            if (c == quote) {
                text = unquoted;
                from = 0;
                to = n;
                lines.moveTo(i + 1);
                return;
            }
            if (c == '\\' && i + 1 < lines.length()) {
                i++;
                c = switch (line[i]) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> line[i];
                };
            }
            if (n == unquoted.length) {
                unquoted = Arrays.copyOf(unquoted, 2 * n);
            }
            unquoted[n++] = c;
        }
        throw lines.failure("the quote is never closed in its line. Close it, or write \\" + quote
                + " for a quote that belongs to the word.");
    }

    /** Whether the word is bare and the question mark that means "missing". */
    boolean isMissing() {
        return !quoted && to - from == 1 && text[from] == '?';
    }

    /** The array that holds the word. */
    char[] text() {
        return text;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    @Override
    public String toString() {
        return new String(text, from, to - from);
    }
}
