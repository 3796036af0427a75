package nn.data;

import java.util.Arrays;
import nn.core.Message;
import nn.core.NnException;

/**
 * The current line as JSON (RFC 8259), part by part and without making objects: the text of a string or number is a range of an
 * array.
 */
final class JsonText {

    /** What a value is. */
    enum Type {
        /** A number. */
        NUMBER("a number"),
        /** A string. */
        STRING("a string"),
        /** {@code true} or {@code false}. */
        BOOLEAN("a boolean"),
        /** {@code null}. */
        NULL("null");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private final TextLines lines;
    private final int longest;
    private char[] unescaped = new char[32];
    private char[] text = unescaped;
    private int from;
    private int to;

    /**
     * Reads from the current index of the current line.
     *
     * @param longest the most characters of a string or number
     */
    JsonText(TextLines lines, int longest) {
        this.lines = lines;
        this.longest = longest;
    }

    /** The array that holds the last key, string, number or word. */
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

    /** Takes a character if it comes next, blanks aside. */
    boolean skip(char c) {
        lines.skipBlanks();
        if (!lines.isAt(c)) {
            return false;
        }
        lines.moveTo(lines.index() + 1);
        return true;
    }

    /** Takes a character that must come next. */
    void expect(char c, String where) {
        if (!skip(c)) {
            throw lines.failure(
                    "found " + lines.rest() + ", expected " + Message.quote(String.valueOf(c)) + " " + where + ".");
        }
    }

    /** Reads a key and the colon behind it; messages point to the value then. */
    void key() {
        lines.skipBlanks();
        if (!lines.isAt('"')) {
            throw lines.failure("found " + lines.rest() + ", expected a key in double quotes.");
        }
        string();
    }

    /** Reads a value; its place is that of the value until the next part is read. */
    Type value() {
        lines.skipBlanks();
        if (lines.isAt('"')) {
            string();
            return Type.STRING;
        }
        if (lines.isAt('{') || lines.isAt('[')) {
            throw lines.failure(
                    "the value is an array or object, expected a number, a string, true, false or null. Give"
                            + " each part a key of its own.");
        }
        text = lines.line();
        from = lines.index();
        to = from;
        while (to < lines.length() && !TextLines.isBlank(text[to]) && ",}]:{[\"".indexOf(text[to]) < 0) {
            to++;
        }
        Type type = typeOfWord();
        refuseLong();
        lines.moveTo(to);
        return type;
    }

    private Type typeOfWord() {
        if (is("null")) {
            return Type.NULL;
        }
        if (is("true") || is("false")) {
            return Type.BOOLEAN;
        }
        if (!isNumber()) {
            throw lines.failure("the value is " + Message.quote(toString())
                    + ", expected a number, a string in double quotes, true, false or null.");
        }
        return Type.NUMBER;
    }

    private boolean is(String word) {
        return to - from == word.length() && Arrays.equals(text, from, to, word.toCharArray(), 0, word.length());
    }

    /** Whether the word has the form of JSON's numbers: no leading zeros or plus, digits around the point. */
    private boolean isNumber() {
        int i = from < to && text[from] == '-' ? from + 1 : from;
        int digits = digits(i);
        if (digits == 0 || (digits > 1 && text[i] == '0')) {
            return false;
        }
        i += digits;
        if (i < to && text[i] == '.') {
            digits = digits(i + 1);
            if (digits == 0) {
                return false;
            }
            i += 1 + digits;
        }
        if (i < to && (text[i] == 'e' || text[i] == 'E')) {
            i++;
            if (i < to && (text[i] == '-' || text[i] == '+')) {
                i++;
            }
            digits = digits(i);
            if (digits == 0) {
                return false;
            }
            i += digits;
        }
        return i == to;
    }

    private int digits(int start) {
        int i = start;
        while (i < to && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i - start;
    }

    /** Reads the string that begins at the current index. */
    private void string() {
        char[] line = lines.line();
        int start = lines.index() + 1;
        int i = start;
        while (i < lines.length() && line[i] != '"' && line[i] != '\\' && line[i] >= ' ') {
            i++;
        }
        if (i < lines.length() && line[i] == '"') {
            text = line;
            from = start;
            to = i;
            refuseLong();
            lines.moveTo(i + 1);
        } else {
            lines.moveTo(unescape(start));
        }
    }

    /** Reads a string with escapes, and returns the index behind it. */
    private int unescape(int start) {
        char[] line = lines.line();
        int n = 0;
        int i = start;
        while (i < lines.length() && line[i] != '"') {
            char c = line[i];
            if (c < ' ') {
                lines.moveTo(i);
                throw lines.failure("a control character in a string, expected it escaped, such as \\t.");
            }
            int next = i + 1;
            if (c == '\\') {
                c = escaped(i);
                next = line[i + 1] == 'u' ? i + 6 : i + 2;
            }
            if (n == unescaped.length) {
                unescaped = Arrays.copyOf(unescaped, 2 * n);
            }
            unescaped[n++] = c;
            i = next;
        }
        if (i >= lines.length()) {
            throw lines.failure("the string is never closed in its line. Close it, or write \\\" for a quote in it.");
        }
        text = unescaped;
        from = 0;
        to = n;
        refuseLong();
        refuseHalves();
        return i + 1;
    }

    /** Escapes can write half of a character beyond the first 65 536, which no file can hold. */
    private void refuseHalves() {
        for (int i = from; i < to; i++) {
            if (i + 1 < to && Character.isSurrogatePair(text[i], text[i + 1])) {
                i++;
            } else if (Character.isSurrogate(text[i])) {
                throw lines.failure("the string escapes half of a character, \\u" + Integer.toHexString(text[i])
                        + ", expected both halves.");
            }
        }
    }

    /** The character that an escape stands for. */
    private char escaped(int backslash) {
        char[] line = lines.line();
        char kind = backslash + 1 < lines.length() ? line[backslash + 1] : ' ';
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int k = backslash + 2; k < backslash + 6; k++) {
                    int digit = k < lines.length() && line[k] < 0x80 ? Character.digit(line[k], 16) : -1;
                    if (digit < 0) {
                        throw badEscape(backslash);
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw badEscape(backslash);
        };
    }

    private NnException.Data badEscape(int backslash) {
        lines.moveTo(backslash);
        return lines.failure("the escape is " + lines.rest()
                + ", expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits.");
    }

    private void refuseLong() {
        if (to - from > longest) {
            throw new NnException.LimitExceeded(lines.at() + "a key or value is longer than " + longest
                    + " characters, the limit. Use shorter ones, or raise the limit (CsvLimits.field).");
        }
    }
}
