package nn.core.train;

import java.util.Optional;
import nn.core.spi.Require;

/**
 * The numbers that steer a training.
 *
 * @param batchSize rows in a mini-batch, 1 or more
 * @param epochs passes over the training part at most with the first optimizer, 1 or more
 * @param earlyStopping epochs without a lower validation loss after which to stop; 0 never stops
 * @param seed determines initial weights, the order of rows, and noise
 * @param rules of the steps of a step optimizer; an optimizer of the whole objective knows their penalty
 * @param averageFrom the epoch from which on weights are averaged, 1 or more; never if empty
 */
record TrainerSettings(
        int batchSize, int epochs, int earlyStopping, long seed, UpdateRules rules, Optional<Integer> averageFrom) {

    static final TrainerSettings DEFAULTS = new TrainerSettings(32, 100, 0, 1, UpdateRules.NONE, Optional.empty());

    TrainerSettings {
        Require.atLeast(1, "batchSize", batchSize);
        Require.atLeast(1, "epochs", epochs);
        Require.atLeast(0, "earlyStopping", earlyStopping);
        averageFrom.ifPresent(epoch -> Require.atLeast(1, "averageFrom", epoch));
    }

    TrainerSettings withBatchSize(int value) {
        return new TrainerSettings(value, epochs, earlyStopping, seed, rules, averageFrom);
    }

    TrainerSettings withEpochs(int value) {
        return new TrainerSettings(batchSize, value, earlyStopping, seed, rules, averageFrom);
    }

    TrainerSettings withEarlyStopping(int value) {
        return new TrainerSettings(batchSize, epochs, value, seed, rules, averageFrom);
    }

    TrainerSettings withSeed(long value) {
        return new TrainerSettings(batchSize, epochs, earlyStopping, value, rules, averageFrom);
    }

    TrainerSettings withRules(UpdateRules value) {
        return new TrainerSettings(batchSize, epochs, earlyStopping, seed, value, averageFrom);
    }

    TrainerSettings withAverageFrom(Optional<Integer> value) {
        return new TrainerSettings(batchSize, epochs, earlyStopping, seed, rules, value);
    }
}
