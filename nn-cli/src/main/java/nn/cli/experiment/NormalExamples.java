package nn.cli.experiment;

import java.util.stream.IntStream;
import nn.core.data.Batch;
import nn.core.data.Examples;
import nn.core.data.Targets;
import nn.core.random.RandomKey;

/**
 * Rows of independent standard normal features with a class by chance: what the theory of initial weights assumes.
 *
 * @param rows the number of rows
 * @param featureCount features of each
 * @param classes the number of classes
 * @param random decides all of it
 */
record NormalExamples(int rows, int featureCount, int classes, RandomKey random) implements Examples {

    @Override
    public Targets targets() {
        return new Targets.Classes(
                IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    @Override
    public void gather(int[] order, int from, int count, Batch batch) {
        batch.resize(count);
        for (int r = 0; r < count; r++) {
            long row = order[from + r];
            for (int j = 0; j < featureCount; j++) {
                batch.features()[r * featureCount + j] = (float) random.normal(row * featureCount + j);
            }
            batch.labels()[r] = random.with(1).below(classes, row);
        }
    }
}
