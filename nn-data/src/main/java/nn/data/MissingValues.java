package nn.data;

import java.util.List;

/** The values that are declared to mean "missing": texts, and the numbers that these texts write. */
final class MissingValues {

    private final List<String> texts;
    private final double[] numbers;

    MissingValues(List<String> texts) {
        this.texts = texts;
        DecimalText decimal = new DecimalText();
        numbers = texts.stream()
                .map(String::toCharArray)
                .filter(text -> switch (decimal.form(text, 0, text.length)) {
                    case NUMBER, NOT_FINITE -> true;
                    case DECIMAL_COMMA, TEXT -> false;
                })
                .mapToDouble(text -> decimal.anyNumber(text, 0, text.length))
                .toArray();
    }

    /** Whether a text is one of them. */
    boolean contain(char[] text, int from, int to) {
        for (int i = 0; i < texts.size(); i++) {
            String token = texts.get(i);
            if (token.length() == to - from && matches(token, text, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String token, char[] text, int from) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number is one of them, however it is written. */
    boolean contain(double value) {
        for (double number : numbers) {
            if (number == value || (Double.isNaN(number) && Double.isNaN(value))) {
                return true;
            }
        }
        return false;
    }
}
