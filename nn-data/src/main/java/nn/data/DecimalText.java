package nn.data;

/**
 * Numbers as text, read from a part of an array without making objects. A number has the form of JSON's or Java's decimal
 * numbers: an optional sign, digits with an optional point, an optional exponent.
 */
final class DecimalText {

    /** What a text looks like. */
    enum Form {
        /** A number that a double can hold. */
        NUMBER,
        /** NaN, an infinity, or a number beyond the range of doubles. */
        NOT_FINITE,
        /** A number with a comma for its point. */
        DECIMAL_COMMA,
        /** Anything else. */
        TEXT
    }

    private static final int MAX_EXPONENT = 1 << 22;
    private static final int MAX_DIGITS = 19;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    // What the last scan found: digits without leading zeros as a whole number, and the power of ten.
    private boolean negative;
    private long digits;
    private int digitCount;
    private int power;

    /** Finds out what a text looks like. */
    Form form(char[] text, int from, int to) {
        if (scan(text, from, to, '.')) {
            // The first significant digit stands at this power of ten; near the largest double, look closely.
            int magnitude = digitCount == 0 ? 0 : digitCount - 1 + power;
            boolean finite = magnitude < 308 || (magnitude == 308 && Double.isFinite(slow(text, from, to)));
            return finite ? Form.NUMBER : Form.NOT_FINITE;
        }
        if (isNonFiniteWord(text, from, to)) {
            return Form.NOT_FINITE;
        }
        return scan(text, from, to, ',') ? Form.DECIMAL_COMMA : Form.TEXT;
    }

    /** The double nearest to a text whose form is a number; NaN for any other text. */
    double parse(char[] text, int from, int to) {
        if (!scan(text, from, to, '.')) {
            return Double.NaN;
        }
        double size = digitCount == 0 ? 0 : size();
        return Double.isNaN(size) ? slow(text, from, to) : negative ? -size : size;
    }

    /** The double that a text means whose form is a number or not finite: NaN and infinities too. */
    double anyNumber(char[] text, int from, int to) {
        if (form(text, from, to) == Form.NUMBER) {
            return parse(text, from, to);
        }
        int first = text[from] == '-' || text[from] == '+' ? from + 1 : from;
        if ((text[first] | 0x20) == 'n') {
            return Double.NaN;
        }
        return text[from] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The double nearest to what was scanned, without its sign; NaN if that takes all digits. */
    private double size() {
        int unseen = Math.max(0, digitCount - MAX_DIGITS);
        if (unseen == 0 && digits >>> 53 == 0 && Math.abs(power) < POWERS.length) {
            // Both are exact, so that one rounding remains (Clinger, PLDI 1990).
            return power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
        }
        double size = NearestDouble.of(digits, power + unseen);
        // Digits beyond the first ones do not matter if the next number begins the same.
        return unseen == 0 || size == NearestDouble.of(digits + 1, power + unseen) ? size : Double.NaN;
    }

    private static double slow(char[] text, int from, int to) {
        return Double.parseDouble(new String(text, from, to - from));
    }

    private boolean scan(char[] text, int from, int to, char point) {
        int i = from;
        negative = i < to && text[i] == '-';
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        digits = 0;
        digitCount = 0;
        int fraction = 0;
        boolean anyDigit = false;
        boolean seenPoint = false;
        for (; i < to; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                anyDigit = true;
                if (seenPoint) {
                    fraction++;
                }
                if (digitCount > 0 || c != '0') {
                    digitCount++;
                    if (digitCount <= MAX_DIGITS) {
                        digits = 10 * digits + (c - '0');
                    }
                }
            } else if (c == point && !seenPoint) {
                seenPoint = true;
            } else {
                break;
            }
        }
        if (!anyDigit) {
            return false;
        }
        power = -fraction;
        return i == to ? point == '.' || seenPoint : scanExponent(text, i, to);
    }

    private boolean scanExponent(char[] text, int from, int to) {
        if (text[from] != 'e' && text[from] != 'E') {
            return false;
        }
        int i = from + 1;
        boolean negativeExponent = i < to && text[i] == '-';
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        if (i == to) {
            return false;
        }
        int exponent = 0;
        for (; i < to; i++) {
            char c = text[i];
            if (c < '0' || c > '9') {
                return false;
            }
            exponent = Math.min(10 * exponent + (c - '0'), MAX_EXPONENT);
        }
        power += negativeExponent ? -exponent : exponent;
        return true;
    }

    private static boolean isNonFiniteWord(char[] text, int from, int to) {
        int start = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        return isWord(text, start, to, "nan") || isWord(text, start, to, "inf") || isWord(text, start, to, "infinity");
    }

    private static boolean isWord(char[] text, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
