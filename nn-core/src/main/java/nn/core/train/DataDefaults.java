package nn.core.train;

import java.util.List;
import java.util.Optional;
import nn.core.loss.Link;

/**
 * What suits data, when nobody chooses. Measured on the built-in sets as the mean over 20 splits, see
 * docs/decisions/defaults-follow-the-data.md: wide layers on few rows memorize classes (iris 92 %, narrow 95 %), and a number of
 * epochs that is plenty for many rows is too little for few, whose epochs have few steps (two spirals of 1000 points: 88 % with
 * 5000 steps, 99.9 % with 10 000). A little dropout helps wide layers tell classes apart (digits 97.4 to 97.5 %), and larger batches
 * help many rows (MNIST with both, 256 and 128 units: 97.9 to 98.2 %). Numbers want another network: dropout blurs them, and on
 * few rows they are best predicted by one wide layer whose weights are kept small, the more so the fewer rows there are.
 *
 * @param hidden units of the hidden layers
 * @param dropout rate after each hidden layer
 * @param l2 the price of half the square of each weight
 * @param batchSize rows in a mini-batch
 * @param epochs epochs at most
 * @param earlyStopping epochs without progress after which to stop
 */
record DataDefaults(List<Integer> hidden, double dropout, double l2, int batchSize, int epochs, int earlyStopping) {

    private static final int FEW_ROWS = 1000;
    private static final int MANY_ROWS = 10_000;
    private static final int EPOCHS = 200;
    private static final int STEPS = 10_000;
    private static final int PATIENCE = 20;
    private static final int PATIENT_STEPS = 2_000;

    /** The price of all rows together: as if a few of them said that weights are 0. */
    private static final double L2_OF_ALL_ROWS = 8;

    /**
     * The choices for a number of rows.
     *
     * @param rows of the training part
     * @param link how predictions are read off the logits; numbers are predicted as they are
     * @param chosenBatchSize a choice that is made already
     */
    static DataDefaults of(int rows, Link link, Optional<Integer> chosenBatchSize) {
        boolean few = rows < FEW_ROWS;
        boolean numbers = link == Link.IDENTITY;
        int batchSize = chosenBatchSize.orElse(rows < MANY_ROWS ? 32 : 128);
        int stepsPerEpoch = Math.ceilDiv(rows, batchSize);
        return new DataDefaults(
                few ? (numbers ? List.of(100) : List.of(32, 16)) : List.of(128, 64),
                few || numbers ? 0 : 0.1,
                few && numbers ? L2_OF_ALL_ROWS / rows : 0,
                batchSize,
                Math.max(EPOCHS, Math.ceilDiv(STEPS, stepsPerEpoch)),
                Math.max(PATIENCE, Math.ceilDiv(PATIENT_STEPS, stepsPerEpoch)));
    }
}
