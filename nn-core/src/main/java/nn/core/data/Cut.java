package nn.core.data;

import nn.core.random.RandomKey;

/**
 * How a {@link SplitStrategy} decides which row goes where. Rows come as ascending row numbers without repetition; what is
 * decided is a number for each of them.
 */
interface Cut {

    /** The number of a row to learn from. */
    int TRAINING = 0;

    /** The number of a row to watch with. */
    int VALIDATION = 1;

    /** The number of a row for the test. */
    int TEST = 2;

    /**
     * Gives each row its part.
     *
     * @param dataset where the rows are
     * @param rows which
     * @param validation share of the validation part; nothing goes there if it is 0
     * @param test share of the test part, likewise
     * @param random what chance decides
     */
    int[] parts(Dataset dataset, int[] rows, double validation, double test, RandomKey random);

    /**
     * Gives each row the fold that holds it out.
     *
     * @param dataset where the rows are
     * @param rows which; at least {@code k}
     * @param k the number of folds, 2 or more
     * @param random what chance decides
     */
    int[] folds(Dataset dataset, int[] rows, int k, RandomKey random);

    /** Whether one learns from the rows of a fold while another is held out. */
    default boolean learnsFrom(int fold, int heldOut) {
        return fold != heldOut;
    }
}
