package nn.core.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.random.RandomKey;

/**
 * Keeps the rows of each {@linkplain Role#GROUP group} together.
 *
 * <p>For parts, groups are taken in an order by chance: a group goes where it brings a part nearer to its share of the rows. For
 * folds, the largest groups come first, and each goes to the fold that has the fewest rows so far (the longest-processing-time
 * rule of Graham, "Bounds on multiprocessing timing anomalies", SIAM Journal on Applied Mathematics 17, 1969).
 */
final class GroupedCut implements Cut {

    /**
     * Which row is of which group.
     *
     * @param groups for each row its group, from 0
     * @param sizes for each group its number of rows
     */
    private record Groups(int[] groups, int[] sizes) {

        static Groups of(Dataset dataset, int[] rows) {
            Numbers group = dataset.role(Role.GROUP)
                    .orElseThrow(() -> new NnException.Configuration(dataset.name()
                            + " has no groups: a grouped split needs a column that says what belongs together, as in"
                            + " --group COLUMN."));
            // Adding 0 makes one number of 0 and −0.
            double[] numbers =
                    IntStream.of(rows).mapToDouble(row -> group.get(row) + 0.0).toArray();
            double[] different = different(numbers);
            int[] groups = new int[rows.length];
            int[] sizes = new int[different.length];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = Arrays.binarySearch(different, numbers[i]);
                sizes[groups[i]]++;
            }
            return new Groups(groups, sizes);
        }

        private static double[] different(double[] numbers) {
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            int count = 0;
            for (double number : sorted) {
                if (count == 0 || number != sorted[count - 1]) {
                    sorted[count++] = number;
                }
            }
            return Arrays.copyOf(sorted, count);
        }

        int[] inRandomOrder(RandomKey random) {
            int[] order = IntStream.range(0, sizes.length).toArray();
            random.shuffle(order);
            return order;
        }

        /** What is decided for groups, for each row. */
        int[] forRows(int[] ofGroups) {
            return Arrays.stream(groups).map(group -> ofGroups[group]).toArray();
        }
    }

    @Override
    public int[] parts(Dataset dataset, int[] rows, double validation, double test, RandomKey random) {
        Groups groups = Groups.of(dataset, rows);
        int[] order = groups.inRandomOrder(random);
        int[] parts = new int[order.length];
        fill(groups, order, parts, TEST, test * rows.length);
        fill(groups, order, parts, VALIDATION, validation * rows.length);
        if (IntStream.of(parts).noneMatch(part -> part == TRAINING)) {
            throw new NnException.Data(
                    dataset.name() + " has " + order.length + (order.length == 1 ? " group" : " groups")
                            + ", too few for all parts. Use smaller shares, or another column of groups.");
        }
        return groups.forRows(parts);
    }

    /** Gives groups to a part until it has the rows that are due to it; where all are too large, the smallest. */
    private static void fill(Groups groups, int[] order, int[] parts, int part, double due) {
        double missing = due;
        int smallest = -1;
        for (int group : order) {
            if (parts[group] == TRAINING && 0.5 * groups.sizes[group] <= missing) {
                parts[group] = part;
                missing -= groups.sizes[group];
            } else if (parts[group] == TRAINING && (smallest < 0 || groups.sizes[group] < groups.sizes[smallest])) {
                smallest = group;
            }
        }
        if (missing == due && due > 0 && smallest >= 0) {
            parts[smallest] = part;
        }
    }

    @Override
    public int[] folds(Dataset dataset, int[] rows, int k, RandomKey random) {
        Groups groups = Groups.of(dataset, rows);
        if (groups.sizes.length < k) {
            throw new NnException.Data(dataset.name() + " has " + groups.sizes.length
                    + (groups.sizes.length == 1 ? " group" : " groups") + " for " + k
                    + " folds, expected at least one for each. Use fewer folds, or another column of groups.");
        }
        int[] order = groups.inRandomOrder(random);
        int[] folds = new int[order.length];
        long[] rowsOfFold = new long[k];
        // A stable sort leaves groups of one size in their order by chance.
        for (int group : sortedBySize(groups, order)) {
            int fold = 0;
            for (int f = 1; f < k; f++) {
                fold = rowsOfFold[f] < rowsOfFold[fold] ? f : fold;
            }
            folds[group] = fold;
            rowsOfFold[fold] += groups.sizes[group];
        }
        return groups.forRows(folds);
    }

    /** From the largest; groups of the same size stay in their order. */
    private static int[] sortedBySize(Groups groups, int[] order) {
        long[] keys = new long[order.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) -groups.sizes[order[i]] << Integer.SIZE) | i;
        }
        return Arrays.stream(keys).sorted().mapToInt(key -> order[(int) key]).toArray();
    }
}
