package nn.core.train;

import nn.core.random.Purpose;
import nn.core.random.RandomKey;

/**
 * Which rows form which batch: in each epoch every row once, in an order that follows from seed and epoch alone.
 *
 * <p>The order is written into one array, made once.
 */
final class BatchPlan {

    private final int batchSize;
    private final RandomKey random;
    private final int[] order;

    BatchPlan(int rows, int batchSize, long seed) {
        this.batchSize = batchSize;
        this.random = RandomKey.of(seed, Purpose.BATCH_ORDER);
        this.order = new int[rows];
    }

    /** The rows of an epoch in order; valid until the next call. */
    int[] order(int epoch) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        random.with(epoch).shuffle(order);
        return order;
    }

    int steps() {
        return Math.ceilDiv(order.length, batchSize);
    }

    int from(int step) {
        return step * batchSize;
    }

    int count(int step) {
        return Math.min(batchSize, order.length - from(step));
    }
}
