package nn.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to type. */
final class Closest {

    private Closest() {}

    /** The candidate with the fewest letters to change, if that is less than half of them. */
    static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String c) -> distance(word, c)).thenComparing(c -> c))
                .filter(c -> distance(word, c) <= Math.max(1, Math.max(word.length(), c.length()) / 2));
    }

    /** " Did you mean …?", or nothing. */
    static String hint(String word, Collection<String> candidates) {
        return to(word, candidates).map(c -> " Did you mean " + c + "?").orElse("");
    }

    /** The edit distance of Levenshtein: letters inserted, deleted or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
