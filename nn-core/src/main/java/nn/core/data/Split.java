package nn.core.data;

import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * A data set cut into rows to learn from, rows to watch the learning, and rows to measure the result. Parts are made here and by
 * {@link Folds} only, and those of different splits cannot be put together, so that no row is in two of them.
 */
public final class Split {

    private final TrainingPart training;
    private final ValidationPart validation;
    private final TestPart test;

    Split(TrainingPart training, ValidationPart validation, TestPart test) {
        this.training = training;
        this.validation = validation;
        this.test = test;
    }

    /** Cuts by chance alone: {@link SplitStrategy#RANDOM}. */
    public static Split random(Dataset dataset, double validation, double test, long seed) {
        return of(SplitStrategy.RANDOM, dataset, validation, test, seed);
    }

    /** Cuts by chance so that classes keep their shares in every part: {@link SplitStrategy#STRATIFIED}. */
    public static Split stratified(Dataset dataset, double validation, double test, long seed) {
        return of(SplitStrategy.STRATIFIED, dataset, validation, test, seed);
    }

    /** Cuts by chance and keeps the rows of a group together: {@link SplitStrategy#GROUPED}. */
    public static Split grouped(Dataset dataset, double validation, double test, long seed) {
        return of(SplitStrategy.GROUPED, dataset, validation, test, seed);
    }

    /** Cuts by time: the oldest rows are learned from, the newest are for the test: {@link SplitStrategy#TIME}. */
    public static Split byTime(Dataset dataset, double validation, double test) {
        return of(SplitStrategy.TIME, dataset, validation, test, 0);
    }

    /**
     * Cuts a data set.
     *
     * @param strategy what decides which rows go where
     * @param dataset what to cut
     * @param validation share of the validation part, from 0 up to, but not including, 1
     * @param test share of the test part, likewise
     * @param seed determines which rows go where
     * @throws NnException.Configuration if the shares add up to 1 or more, or the data lack what the strategy needs
     * @throws NnException.Data if a part would have no rows
     */
    public static Split of(SplitStrategy strategy, Dataset dataset, double validation, double test, long seed) {
        refuseShares(validation, test);
        int[] rows = all(dataset);
        int[] parts = strategy.cut().parts(dataset, rows, validation, test, RandomKey.of(seed, Purpose.SPLIT));
        return new Split(
                new TrainingPart(dataset, part(dataset, rows, parts, Cut.TRAINING, 1)),
                new ValidationPart(dataset, part(dataset, rows, parts, Cut.VALIDATION, validation)),
                new TestPart(dataset, part(dataset, rows, parts, Cut.TEST, test)));
    }

    /**
     * This split with some of its rows to learn from as its validation part, for early stopping in a fold for example.
     *
     * @param strategy what decides which
     * @param share of the rows to learn from, from 0 up to, but not including, 1
     * @param seed determines which
     * @throws NnException.Data if a part would have no rows
     */
    public Split withValidation(SplitStrategy strategy, double share, long seed) {
        refuseShares(share, 0);
        Dataset dataset = training.dataset();
        int[] rows = training.rows();
        int[] distinct = RowNumbers.distinct(rows);
        int[] parts = strategy.cut().parts(dataset, distinct, share, 0, RandomKey.of(seed, Purpose.SPLIT));
        return new Split(
                new TrainingPart(dataset, part(dataset, rows, parts, Cut.TRAINING, 1)),
                new ValidationPart(dataset, part(dataset, distinct, parts, Cut.VALIDATION, share)),
                test);
    }

    /**
     * This split with data of their own as its validation part, all of them.
     *
     * @throws NnException.Data if their features or classes are others
     */
    public Split withValidation(Dataset own) {
        refuseOthers("validation", own);
        return new Split(training, new ValidationPart(own, all(own)), test);
    }

    /**
     * This split with data of their own as its test part, all of them.
     *
     * @throws NnException.Data if their features or classes are others
     */
    public Split withTest(Dataset own) {
        refuseOthers("test", own);
        return new Split(training, validation, new TestPart(own, all(own)));
    }

    /** The part to learn from. */
    public TrainingPart training() {
        return training;
    }

    /** The part to watch with; may have no rows. */
    public ValidationPart validation() {
        return validation;
    }

    /** The sealed part; may have no rows. */
    public TestPart test() {
        return test;
    }

    private static void refuseShares(double validation, double test) {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new NnException.Configuration("Shares " + validation + " for validation and " + test
                    + " for the test: expected numbers from 0 whose sum is below 1.");
        }
    }

    private static int[] all(Dataset dataset) {
        return IntStream.range(0, dataset.rows()).toArray();
    }

    private static int[] part(Dataset dataset, int[] rows, int[] parts, int part, double share) {
        int[] found = RowNumbers.where(rows, parts, decided -> decided == part);
        if (share > 0 && found.length == 0) {
            String name = part == Cut.TRAINING ? "training" : part == Cut.VALIDATION ? "validation" : "test";
            throw new NnException.Data(dataset.name() + " has " + rows.length + " rows: none is left for the " + name
                    + " part. Use more rows or other shares.");
        }
        return found;
    }

    void refuseOthers(String what, Dataset own) {
        Dataset dataset = training.dataset();
        if (!own.features().equals(dataset.features()) || !own.targets().equals(dataset.targets())) {
            throw new NnException.Data("The " + what + " data " + own.name() + " have other features or classes than "
                    + dataset.name() + ".");
        }
        if (own.rows() == 0) {
            throw new NnException.Data("The " + what + " data " + own.name() + " have no rows.");
        }
    }
}
