package nn.core;

/** Makes text from untrusted sources safe to print. */
public final class Message {

    private Message() {}

    /**
     * Escapes control characters and cuts the text.
     *
     * @param text any text, possibly from an untrusted file
     * @param limit the longest result, in characters; a longer one ends with an ellipsis
     */
    public static String oneLine(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length() && line.length() <= limit; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isUnprintable(c)) {
                        line.append("\\u").append(java.util.HexFormat.of().toHexDigits(c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        if (line.length() > limit) {
            line.setLength(limit - 1);
            line.append('…');
        }
        return line.toString();
    }

    /** A value from an untrusted file in quotes, escaped and cut to what a reader needs to recognize it. */
    public static String quote(String value) {
        return '"' + oneLine(value, 60) + '"';
    }

    private static boolean isUnprintable(char c) {
        int type = Character.getType(c);
        // Format characters include the bidirectional overrides, which can make a line read backwards.
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
