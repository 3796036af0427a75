package nn.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * A data set cut into rows to learn from, rows to watch the learning, and rows to measure the result once.
 *
 * @param training the part to learn from
 * @param validation the part to watch with; may have no rows
 * @param test the sealed part; may have no rows
 */
public record Split(TrainingPart training, ValidationPart validation, TestPart test) {

    /**
     * Cuts by chance. Classes keep their shares in every part.
     *
     * @param dataset what to cut
     * @param validation share of the validation part, from 0 up to, but not including, 1
     * @param test share of the test part, likewise
     * @param seed determines which rows go where
     * @throws NnException.Data if the parts would be too small
     */
    public static Split random(Dataset dataset, double validation, double test, long seed) {
        Shuffled shuffled = Shuffled.of(dataset, validation, test, seed);
        return new Split(
                new TrainingPart(dataset, shuffled.training),
                new ValidationPart(dataset, shuffled.validation),
                new TestPart(dataset, shuffled.test));
    }

    /**
     * Cuts by chance where the rows for the test are data of their own.
     *
     * @param dataset what to cut into training and validation
     * @param test the test data, all of them
     * @param validation share of the validation part, from 0 up to, but not including, 1
     * @param seed determines which rows go where
     * @throws NnException.Data if the parts would be too small, or features or classes differ
     */
    public static Split withTest(Dataset dataset, Dataset test, double validation, long seed) {
        if (!test.features().equals(dataset.features()) || !test.targets().equals(dataset.targets())) {
            throw new NnException.Data(
                    "The test data " + test.name() + " have other features or classes than " + dataset.name() + ".");
        }
        Shuffled shuffled = Shuffled.of(dataset, validation, 0, seed);
        return new Split(
                new TrainingPart(dataset, shuffled.training),
                new ValidationPart(dataset, shuffled.validation),
                new TestPart(test, IntStream.range(0, test.rows()).toArray()));
    }

    /** Row numbers of the three parts. */
    private record Shuffled(int[] training, int[] validation, int[] test) {

        static Shuffled of(Dataset dataset, double validation, double test, long seed) {
            if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
                throw new NnException.Configuration("Shares " + validation + " for validation and " + test
                        + " for the test: expected numbers from 0 whose sum is below 1.");
            }
            List<Integer> trainingRows = new ArrayList<>();
            List<Integer> validationRows = new ArrayList<>();
            List<Integer> testRows = new ArrayList<>();
            List<int[]> groups = groups(dataset);
            RandomKey random = RandomKey.of(seed, Purpose.SPLIT);
            // Shares are taken along the groups, so that rounding does not add up when there are many small ones.
            double validationDue = 0;
            double testDue = 0;
            for (int g = 0; g < groups.size(); g++) {
                int[] rows = groups.get(g);
                random.with(g).shuffle(rows);
                validationDue += validation * rows.length;
                testDue += test * rows.length;
                int testCount = (int) Math.round(testDue) - testRows.size();
                int validationCount = (int) Math.round(validationDue) - validationRows.size();
                for (int i = 0; i < rows.length; i++) {
                    List<Integer> part =
                            i < testCount ? testRows : i < testCount + validationCount ? validationRows : trainingRows;
                    part.add(rows[i]);
                }
            }
            refuseEmpty(dataset, "training", 1, trainingRows);
            refuseEmpty(dataset, "validation", validation, validationRows);
            refuseEmpty(dataset, "test", test, testRows);
            return new Shuffled(sorted(trainingRows), sorted(validationRows), sorted(testRows));
        }

        /** The rows of each class, or all rows. */
        private static List<int[]> groups(Dataset dataset) {
            IntStream all = IntStream.range(0, dataset.rows());
            if (!(dataset.targets() instanceof Targets.Classes classes)) {
                return List.of(all.toArray());
            }
            List<List<Integer>> byClass = new ArrayList<>();
            classes.names().forEach(name -> byClass.add(new ArrayList<>()));
            all.forEach(row -> byClass.get(dataset.label(row)).add(row));
            return byClass.stream()
                    .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                    .toList();
        }

        private static void refuseEmpty(Dataset dataset, String part, double share, List<Integer> rows) {
            if (share > 0 && rows.isEmpty()) {
                throw new NnException.Data(dataset.name() + " has " + dataset.rows() + " rows: none is left for the "
                        + part + " part. Use more rows or other shares.");
            }
        }

        private static int[] sorted(List<Integer> rows) {
            return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
        }
    }
}
