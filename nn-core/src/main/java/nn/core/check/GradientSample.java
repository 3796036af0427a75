package nn.core.check;

import java.util.Arrays;
import java.util.stream.IntStream;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.network.Network;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Require;

/**
 * How much a {@link GradientCheck} looks at: some rows, and in large networks some entries of each tensor, both chosen by a seed.
 *
 * @param rows rows of the data, 1 or more
 * @param entries entries of each tensor at most, 1 or more; 0 for as many as take some seconds
 * @param seed chooses
 */
public record GradientSample(int rows, int entries, long seed) {

    /** All entries of all tensors, whatever it costs. */
    public static final int ALL = Integer.MAX_VALUE;

    /** Multiply-adds that take some seconds in textbook passes. */
    private static final double AFFORDABLE = 2e9;

    private static final int FEWEST = 10;

    /** Checks the numbers. */
    public GradientSample {
        Require.atLeast(1, "rows", rows);
        Require.atLeast(0, "entries", entries);
    }

    /** 16 rows, as many entries as take some seconds, seed 1. */
    public GradientSample() {
        this(16, 0, 1);
    }

    /**
     * Rows of the data with targets that are off: the next class, or a value larger by 1. Where a network fits its targets, what is
     * left of p − y in {@code float} is mostly rounding, and there would be nothing to compare.
     */
    Batch batch(Examples examples) {
        int count = Math.min(rows, examples.rows());
        int[] order = IntStream.range(0, examples.rows()).toArray();
        RandomKey.of(seed, Purpose.CHECK).shuffle(order);
        Batch batch = new Batch(count, examples.featureCount(), examples.targets());
        examples.gather(order, 0, count, batch);
        int classes = examples.targets().names().size();
        for (int i = 0; i < batch.labels().length; i++) {
            batch.labels()[i] = (batch.labels()[i] + 1) % classes;
        }
        for (int i = 0; i < batch.values().length; i++) {
            batch.values()[i] += 1;
        }
        return batch;
    }

    /** The places of a tensor to look at, in ascending order. */
    int[] places(int size, int tensor, Network network) {
        int[] all = IntStream.range(0, size).toArray();
        int count = entries == 0 ? affordable(network) : entries;
        if (count >= size) {
            return all;
        }
        RandomKey.of(seed, Purpose.CHECK).with(tensor).shuffle(all);
        int[] chosen = Arrays.copyOf(all, count);
        Arrays.sort(chosen);
        return chosen;
    }

    /** A textbook pass takes about one multiply-add for each row and parameter, and each entry takes four passes. */
    private int affordable(Network network) {
        double perEntry = 4.0 * rows * Math.max(1, network.parameters().length);
        int tensors = network.layout().segments().size() + 1;
        return Math.max(FEWEST, (int) (AFFORDABLE / perEntry / tensors));
    }
}
