package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import nn.core.Message;
import nn.core.NnException;

/**
 * The header of an array of NumPy (NPY, versions 1 to 3): a Python dictionary with exactly the keys {@code descr}, {@code
 * fortran_order} and {@code shape}. It is taken apart by its grammar; nothing is evaluated.
 *
 * @param type of the elements
 * @param fortranOrder whether the first index runs fastest instead of the last
 * @param shape the dimensions
 * @param length the bytes before the first element
 */
record NpyHeader(NpyType type, boolean fortranOrder, List<Long> shape, int length) {

    private static final int MAGIC = 6;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_DIMENSIONS = 32;

    /**
     * Reads the header.
     *
     * @param in at the first byte of the array
     * @param name the file's or array's name, for messages
     */
    static NpyHeader read(InputStream in, String name) throws IOException {
        byte[] start = in.readNBytes(MAGIC + 2);
        if (start.length < MAGIC + 2
                || !Arrays.equals(start, 0, MAGIC, "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1), 0, MAGIC)) {
            throw new NnException.Data(name + ": byte 0: found "
                    + HexFormat.of().formatHex(start, 0, Math.min(MAGIC, start.length))
                    + ", expected 934e554d5059, the start of an array of NumPy. Save it with numpy.save.");
        }
        int version = start[MAGIC];
        if (version < 1 || version > 3 || start[MAGIC + 1] != 0) {
            throw new NnException.Data(name + ": byte " + MAGIC + ": version " + version + "." + start[MAGIC + 1]
                    + ", expected 1.0, 2.0 or 3.0.");
        }
        byte[] size = in.readNBytes(version == 1 ? 2 : 4);
        long length = 0;
        for (int i = size.length - 1; i >= 0; i--) {
            length = length << 8 | (size[i] & 0xFF);
        }
        if (length > MAX_TEXT) {
            throw new NnException.LimitExceeded(
                    name + ": byte 8: a header of " + length + " bytes, over the limit of " + MAX_TEXT + ".");
        }
        byte[] text = in.readNBytes((int) length);
        int before = MAGIC + 2 + size.length;
        if (text.length < length || size.length < (version == 1 ? 2 : 4)) {
            throw new NnException.Data(
                    name + ": byte " + (before + text.length) + ": the file ends inside its header. Copy it again.");
        }
        String dictionary = new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new Parser(dictionary, name, before).header(before + text.length);
    }

    /** The bytes of all elements; the largest long if there are more than it can tell. */
    long dataLength() {
        long product = type.size();
        for (long dimension : shape) {
            product = dimension != 0 && product > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : product * dimension;
        }
        return product;
    }

    /** The shape as people write it: 60000 × 28 × 28. */
    String shapeText() {
        return shape.isEmpty() ? "none" : shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }

    /** Takes a dictionary apart. */
    private static final class Parser {
        private final String text;
        private final String name;
        private final int before;
        private int next;

        Parser(String text, String name, int before) {
            this.text = text;
            this.name = name;
            this.before = before;
        }

        NpyHeader header(int length) {
            NpyType type = null;
            Boolean order = null;
            List<Long> shape = null;
            expect('{');
            while (!skip('}')) {
                int at = next;
                String key = string();
                expect(':');
                if (key.equals("descr") && type == null) {
                    type = type();
                } else if (key.equals("fortran_order") && order == null) {
                    order = truth();
                } else if (key.equals("shape") && shape == null) {
                    shape = shape();
                } else {
                    next = at;
                    throw failure(
                            "the key " + Message.quote(key) + ", expected descr, fortran_order and shape, each once");
                }
                if (!skip(',') && !isAt('}')) {
                    throw failure("expected a comma or }");
                }
            }
            skipBlanks();
            if (next < text.length()) {
                throw failure("expected the end of the header");
            }
            if (type == null || order == null || shape == null) {
                throw failure("a header without one of descr, fortran_order and shape");
            }
            return new NpyHeader(type, order, shape, length);
        }

        private NpyType type() {
            if (isAt('[')) {
                throw failure("structured elements, expected one type for all. Save each field as an array of its own"
                        + " with numpy.savez");
            }
            String at = name + ": byte " + (before + next) + ": ";
            return NpyType.of(string(), at);
        }

        private boolean truth() {
            for (String word : List.of("True", "False")) {
                if (text.startsWith(word, next)) {
                    next += word.length();
                    return word.equals("True");
                }
            }
            throw failure("expected True or False");
        }

        private List<Long> shape() {
            List<Long> dimensions = new ArrayList<>();
            expect('(');
            while (!skip(')')) {
                int from = next;
                while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
                    next++;
                }
                if (next == from || next - from > 18 || dimensions.size() == MAX_DIMENSIONS) {
                    throw failure("expected at most " + MAX_DIMENSIONS + " dimensions of at most 18 digits");
                }
                dimensions.add(Long.parseLong(text.substring(from, next)));
                if (!skip(',') && !isAt(')')) {
                    throw failure("expected a comma or )");
                }
                skipBlanks();
            }
            return List.copyOf(dimensions);
        }

        private String string() {
            skipBlanks();
            if (!isAt('\'') && !isAt('"')) {
                throw failure("expected a text in quotes");
            }
            int end = text.indexOf(text.charAt(next), next + 1);
            if (end < 0) {
                throw failure("a quote is not closed");
            }
            String value = text.substring(next + 1, end);
            if (value.indexOf('\\') >= 0) {
                throw failure("expected a text without backslashes");
            }
            next = end + 1;
            return value;
        }

        private void expect(char c) {
            if (!skip(c)) {
                throw failure("expected " + Message.quote(String.valueOf(c)));
            }
            skipBlanks();
        }

        private boolean skip(char c) {
            skipBlanks();
            if (isAt(c)) {
                next++;
                return true;
            }
            return false;
        }

        private boolean isAt(char c) {
            return next < text.length() && text.charAt(next) == c;
        }

        private void skipBlanks() {
            while (isAt(' ') || isAt('\n')) {
                next++;
            }
        }

        private NnException.Data failure(String what) {
            return new NnException.Data(name + ": byte " + (before + next) + ": " + what
                    + ", in the header of an array of NumPy. Save it again with numpy.save.");
        }
    }
}
