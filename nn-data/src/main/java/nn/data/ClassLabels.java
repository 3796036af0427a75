package nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Numbers;

/** Decides when a column of numbers holds classes, and turns it into one. */
final class ClassLabels {

    private static final int MOST_OBVIOUS_CLASSES = 20;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,15}");
    private static final int MOST_CLASSES = 1 << 14;

    private ClassLabels() {}

    /**
     * Whether numbers are obviously labels: 2 to 20 different whole numbers without gaps from 0 or 1, or −1 and 1, and at least
     * two rows for each on average.
     */
    static boolean looksLikeClasses(Column.Numeric column) {
        double[] different = different(column.values(), MOST_OBVIOUS_CLASSES);
        int n = different.length;
        if (n < 2 || n > MOST_OBVIOUS_CLASSES || column.rows() < 2 * n) {
            return false;
        }
        if (n == 2 && different[0] == -1 && different[1] == 1) {
            return true;
        }
        for (int i = 0; i < n; i++) {
            if (different[i] != different[0] + i) {
                return false;
            }
        }
        return different[0] == 0 || different[0] == 1;
    }

    /** Whether class names are such as {@link #fromNumbers} gives. */
    static boolean areNumbers(List<String> classes) {
        return classes.stream().allMatch(name -> WHOLE_NUMBER.matcher(name).matches());
    }

    /** Names whole numbers as classes, in the order of the numbers. */
    static Column.Categorical fromNumbers(String header, Column.Numeric column) {
        double[] different = different(column.values(), MOST_CLASSES);
        if (different.length > MOST_CLASSES) {
            throw new NnException.LimitExceeded(header + "target column " + Message.quote(column.name())
                    + " has more than "
                    + MOST_CLASSES + " different values, the limit for classes. Choose another column with --target"
                    + " (CsvOptions.withTarget).");
        }
        List<String> names = Arrays.stream(different)
                .mapToObj(value -> Long.toString((long) value))
                .toList();
        return new Column.Categorical(
                column.name(),
                names,
                column.values().map(value -> Arrays.binarySearch(different, withoutNegativeZero(value))));
    }

    /** The different values in order, or one more than the most if there are more. */
    private static double[] different(Numbers values, int most) {
        double[] sorted = new double[16];
        int n = 0;
        for (int row = 0; row < values.length(); row++) {
            double value = values.get(row);
            int place = Arrays.binarySearch(sorted, 0, n, withoutNegativeZero(value));
            if (place < 0) {
                if (n == sorted.length) {
                    sorted = Arrays.copyOf(sorted, 2 * n);
                }
                int insertAt = -place - 1;
                System.arraycopy(sorted, insertAt, sorted, insertAt + 1, n - insertAt);
                sorted[insertAt] = withoutNegativeZero(value);
                n++;
                if (n > most) {
                    break;
                }
            }
        }
        return Arrays.copyOf(sorted, n);
    }

    /** Searches tell −0 from 0; labels do not. */
    private static double withoutNegativeZero(double value) {
        return value + 0.0;
    }

    /** Refuses classes that hardly ever occur twice: names, identifiers or measurements. */
    static void refuseIdentifiers(String header, Column.Categorical column) {
        int classes = column.categories().size();
        if (classes > MOST_OBVIOUS_CLASSES && classes > column.rows() / 2) {
            throw new NnException.Data(header + "target column " + Message.quote(column.name()) + " has " + classes
                    + " different values in " + column.rows()
                    + " rows, expected classes with several rows each. Choose another column with --target"
                    + " (CsvOptions.withTarget).");
        }
    }
}
