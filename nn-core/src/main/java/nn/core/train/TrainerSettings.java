package nn.core.train;

import nn.core.spi.Require;

/**
 * The numbers that steer a training.
 *
 * @param batchSize rows in a mini-batch, 1 or more
 * @param epochs passes over the training part at most with the first optimizer, 1 or more
 * @param earlyStopping epochs without a lower validation loss after which to stop; 0 never stops
 * @param seed determines initial weights, the order of rows, and noise
 */
record TrainerSettings(int batchSize, int epochs, int earlyStopping, long seed) {

    TrainerSettings {
        Require.atLeast(1, "batchSize", batchSize);
        Require.atLeast(1, "epochs", epochs);
        Require.atLeast(0, "earlyStopping", earlyStopping);
    }

    TrainerSettings withBatchSize(int value) {
        return new TrainerSettings(value, epochs, earlyStopping, seed);
    }

    TrainerSettings withEpochs(int value) {
        return new TrainerSettings(batchSize, value, earlyStopping, seed);
    }

    TrainerSettings withEarlyStopping(int value) {
        return new TrainerSettings(batchSize, epochs, value, seed);
    }

    TrainerSettings withSeed(long value) {
        return new TrainerSettings(batchSize, epochs, earlyStopping, value);
    }
}
