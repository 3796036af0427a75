package nn.data;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The order of categories and classes, which must not depend on the order of rows: whole numbers by size if all of them are,
 * else by code point.
 */
final class CategoryOrder {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private CategoryOrder() {}

    /** The order that suits the given texts. */
    static Comparator<String> of(List<String> texts) {
        boolean numbers =
                texts.stream().allMatch(text -> WHOLE_NUMBER.matcher(text).matches());
        return numbers
                ? Comparator.comparingLong((String text) -> Long.parseLong(text))
                        .thenComparing(CategoryOrder::byCodePoint)
                : CategoryOrder::byCodePoint;
    }

    private static int byCodePoint(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Surrogates stand for code points above all others.
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
