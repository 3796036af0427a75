package nn.core.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.random.RandomKey;

/**
 * Learns from older rows what newer rows are to show, as it will be in use. Rows of one {@linkplain Role#TIME time} are never
 * divided. Nothing is left to chance.
 *
 * <p>Folds are evaluations from a rolling origin (Tashman, "Out-of-sample tests of forecasting accuracy", International Journal
 * of Forecasting 16, 2000): of k + 1 stretches of time the first is only learned from, and each other one is held out
 * once, while one learns from all that is older.
 */
final class TimeCut implements Cut {

    /** The number of the oldest stretch, which is not held out. */
    private static final int NEVER_HELD_OUT = -1;

    @Override
    public int[] parts(Dataset dataset, int[] rows, double validation, double test, RandomKey random) {
        double[] times = times(dataset, rows);
        double[] sorted = sorted(times);
        int end = rows.length;
        int testFrom = test == 0 ? end : border(dataset, sorted, end - test * rows.length, 0, end);
        int validationFrom =
                validation == 0 ? testFrom : border(dataset, sorted, testFrom - validation * rows.length, 0, testFrom);
        double testTime = timeAt(sorted, testFrom);
        double validationTime = timeAt(sorted, validationFrom);
        return Arrays.stream(times)
                .mapToInt(time -> time >= testTime ? TEST : time >= validationTime ? VALIDATION : TRAINING)
                .toArray();
    }

    @Override
    public int[] folds(Dataset dataset, int[] rows, int k, RandomKey random) {
        double[] times = times(dataset, rows);
        double[] sorted = sorted(times);
        double[] starts = new double[k];
        int from = 0;
        for (int fold = 0; fold < k; fold++) {
            from = border(dataset, sorted, (fold + 1.0) * rows.length / (k + 1), from, rows.length);
            starts[fold] = sorted[from];
        }
        return Arrays.stream(times).mapToInt(time -> foldOf(starts, time)).toArray();
    }

    private static int foldOf(double[] starts, double time) {
        int fold = NEVER_HELD_OUT;
        while (fold + 1 < starts.length && time >= starts[fold + 1]) {
            fold++;
        }
        return fold;
    }

    @Override
    public boolean learnsFrom(int fold, int heldOut) {
        return fold < heldOut;
    }

    private static double[] times(Dataset dataset, int[] rows) {
        Numbers time = dataset.role(Role.TIME)
                .orElseThrow(() -> new NnException.Configuration(dataset.name()
                        + " has no times: a split by time needs a column that says when, as in --time COLUMN."));
        return IntStream.of(rows).mapToDouble(time::get).toArray();
    }

    private static double[] sorted(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double timeAt(double[] sorted, int index) {
        return index == sorted.length ? Double.POSITIVE_INFINITY : sorted[index];
    }

    /** The index next to a wished one at which a new time begins, with something on both sides between two indices. */
    private static int border(Dataset dataset, double[] sorted, double wish, int from, int to) {
        int start = Math.clamp(Math.round(wish), from, to);
        int down = start;
        while (down > from && !isBorder(sorted, down, to)) {
            down--;
        }
        int up = start;
        while (up < to && (up <= from || !isBorder(sorted, up, to))) {
            up++;
        }
        if (down <= from && up >= to) {
            throw new NnException.Data(dataset.name() + " has too few different times to cut " + sorted.length
                    + " rows by time. Use fewer parts or folds, larger shares, or finer times.");
        }
        boolean downIsNearer = start - down <= up - start;
        return up >= to || (down > from && downIsNearer) ? down : up;
    }

    private static boolean isBorder(double[] sorted, int index, int to) {
        return index < to && sorted[index] != sorted[index - 1];
    }
}
