package nn.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nn.core.Message;
import nn.core.NnException;

/**
 * The type of an array's elements, written by NumPy as byte order, kind and size: {@code <f8}, {@code |u1}, {@code <U12}.
 *
 * @param kind b for booleans, i and u for whole numbers, f for floats, S and U for texts
 * @param size the bytes of an element
 * @param order of the bytes
 */
record NpyType(char kind, int size, ByteOrder order) {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Pattern FORM = Pattern.compile("([<>|=])?([?a-zA-Z])([0-9]{0,9})(\\[.*])?");

    /**
     * Understands a description.
     *
     * @param at how messages begin
     */
    static NpyType of(String description, String at) {
        Matcher matcher = FORM.matcher(description);
        if (!matcher.matches()) {
            throw unsupported(description, at);
        }
        char kind = matcher.group(2).charAt(0);
        long units = matcher.group(3).isEmpty() ? 0 : Long.parseLong(matcher.group(3));
        boolean known = switch (kind) {
            case 'b' -> units == 1;
            case 'i', 'u' -> units == 1 || units == 2 || units == 4 || units == 8;
            case 'f' -> units == 2 || units == 4 || units == 8;
            case 'S', 'U' -> units > 0 && units <= MOST_CHARACTERS;
            default -> false;
        };
        String order = matcher.group(1);
        boolean ordered = kind == 'S' || kind == 'b' || units == 1 || "<".equals(order) || ">".equals(order);
        if (!known || !ordered || matcher.group(4) != null) {
            throw kind == 'O'
                    ? new NnException.Data(
                            at + "the array holds Python objects (a pickle), which are not read because that"
                                    + " would run code. Save it as numbers or texts: a.astype(float), or a.astype(str).")
                    : unsupported(description, at);
        }
        int size = (int) (kind == 'U' ? 4 * units : units);
        return new NpyType(kind, size, ">".equals(order) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static NnException.Data unsupported(String description, String at) {
        return new NnException.Data(at + "elements of type " + Message.quote(description)
                + ", expected numbers (f2 to f8, i1 to i8, u1 to u8), booleans (b1) or texts (U, S). Convert the array with"
                + " astype.");
    }

    /** Whether elements are texts. */
    boolean isText() {
        return kind == 'S' || kind == 'U';
    }

    /** Whether elements are single unsigned bytes, as those of images are. */
    boolean isByte() {
        return kind == 'u' && size == 1;
    }

    /** Whether elements are whole numbers. */
    boolean isWhole() {
        return kind == 'i' || kind == 'u';
    }

    /**
     * A number.
     *
     * @param bytes in this order
     * @param from index of the element's first byte
     * @param place where it stands
     * @throws NnException.Data if no double has the same value, or a boolean is neither 0 nor 1
     */
    double number(ByteBuffer bytes, int from, Place place) {
        return switch (kind) {
            case 'f' ->
                switch (size) {
                    case 2 -> Float.float16ToFloat(bytes.getShort(from));
                    case 4 -> bytes.getFloat(from);
                    default -> bytes.getDouble(from);
                };
            case 'b' -> truth(bytes.get(from), place);
            default -> whole(bytes, from, place);
        };
    }

    private static double truth(byte value, Place place) {
        if (value != 0 && value != 1) {
            throw new NnException.Data(place.at() + "a boolean is " + (value & 0xFF) + ", expected 0 or 1.");
        }
        return value;
    }

    private double whole(ByteBuffer bytes, int from, Place place) {
        long value = switch (size) {
            case 1 -> kind == 'u' ? bytes.get(from) & 0xFF : bytes.get(from);
            case 2 -> kind == 'u' ? bytes.getShort(from) & 0xFFFF : bytes.getShort(from);
            case 4 -> kind == 'u' ? bytes.getInt(from) & 0xFFFF_FFFFL : bytes.getInt(from);
            default -> bytes.getLong(from);
        };
        boolean exact = (kind == 'u' && value < 0)
                ? (value & 0x7FF) == 0
                : value != Long.MAX_VALUE && (long) (double) value == value;
        if (!exact) {
            throw new NnException.Data(place.at() + "the number is "
                    + (kind == 'u' ? Long.toUnsignedString(value) : Long.toString(value))
                    + ", which no double holds exactly. Is it an identifier? Leave its column out with --ignore"
                    + " (CsvOptions.withIgnored).");
        }
        // Half of it is a long; the bit that is lost is 0.
        return kind == 'u' && value < 0 ? 2.0 * (value >>> 1) : value;
    }

    /**
     * A text, without the NULs behind it.
     *
     * @param bytes in this order
     * @param from index of the element's first byte
     * @param text overwritten; at least {@link #longestText} long
     * @param place where it stands
     * @return its length
     */
    int text(ByteBuffer bytes, int from, char[] text, Place place) {
        int unit = kind == 'U' ? Integer.BYTES : 1;
        int end = size;
        while (end > 0 && codePoint(bytes, from + end - unit) == 0) {
            end -= unit;
        }
        int n = 0;
        for (int i = 0; i < end; i += unit) {
            int codePoint = codePoint(bytes, from + i);
            boolean valid = kind == 'U'
                    ? Character.isValidCodePoint(codePoint) && Character.getType(codePoint) != Character.SURROGATE
                    : codePoint < 0x80;
            if (!valid) {
                throw new NnException.Data(place.at() + "a text has the character 0x" + Integer.toHexString(codePoint)
                        + ", expected "
                        + (kind == 'U'
                                ? "Unicode."
                                : "ASCII. Save texts with other letters as type U: a.astype(str)."));
            }
            n += Character.toChars(codePoint, text, n);
        }
        return n;
    }

    private int codePoint(ByteBuffer bytes, int index) {
        return kind == 'U' ? bytes.getInt(index) : bytes.get(index) & 0xFF;
    }

    /** The most characters of a text. */
    int longestText() {
        return kind == 'U' ? size / 2 : size;
    }
}
