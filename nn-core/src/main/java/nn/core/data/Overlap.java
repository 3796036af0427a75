package nn.core.data;

/**
 * How many rows that are kept apart have the same raw features as a row that is learned from. A model may remember them, so that
 * results look better than those on new rows will be.
 *
 * @param validation rows of the validation part
 * @param test rows of the test part
 */
public record Overlap(int validation, int test) {

    /** Counts; reads each row of the split once. */
    public static Overlap of(Split split) {
        ValidationPart validation = split.validation();
        if (validation.size() == 0 && split.test().size() == 0) {
            return new Overlap(0, 0);
        }
        TrainingPart training = split.training();
        RowHashes learned = RowHashes.of(training.dataset(), training.rows());
        return new Overlap(
                learned.count(validation.dataset(), validation.rows()),
                split.test().countIn(learned));
    }

    /** Whether there is no such row. */
    public boolean isEmpty() {
        return validation == 0 && test == 0;
    }
}
