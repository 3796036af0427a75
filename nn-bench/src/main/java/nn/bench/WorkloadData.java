package nn.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.ImageDataset;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.data.MnistReader;

/** The data of the workloads. */
final class WorkloadData {

    private static final int TEST_ROWS = 2000;
    private static final int FEATURES = 20;

    private WorkloadData() {}

    /** What a workload trains on and is tested with. */
    static Split of(Workload workload) {
        return workload.isRegression() ? regression() : images(workload, mnist());
    }

    /** MNIST from {@code $DATA/mnist}, or beside the project. */
    static MnistReader mnist() {
        String directory = System.getenv("DATA");
        Path mnist = directory == null ? Path.of("../shared/data/mnist") : Path.of(directory, "mnist");
        if (!Files.isDirectory(mnist)) {
            throw new NnException.Data(mnist + ": no such directory. Set DATA to the directory that holds mnist.");
        }
        return new MnistReader(mnist);
    }

    private static Split images(Workload workload, MnistReader mnist) {
        ImageDataset training = mnist.training();
        double unused = workload.rowsPerEpoch()
                .map(rows -> 1 - (double) rows / training.rows())
                .orElse(0.0);
        // The rows beyond an epoch go into a test part whose place the images for the test take.
        return Split.stratified(training, 0, unused, 1).withTest(mnist.test());
    }

    /** Sums of tanh units and a sine of 20 normal features, with noise. */
    private static Split regression() {
        int rows = 10_000 + TEST_ROWS;
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        double[] weights = new double[8 * FEATURES];
        Arrays.setAll(weights, i -> random.with(1).normal(i) / 4.5);
        double[][] columns = new double[FEATURES][rows];
        double[] y = new double[rows];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < FEATURES; j++) {
                columns[j][r] = random.with(2).normal((long) r * FEATURES + j);
            }
            for (int h = 0; h < 8; h++) {
                double sum = 0;
                for (int j = 0; j < FEATURES; j++) {
                    sum += columns[j][r] * weights[j * 8 + h];
                }
                y[r] += StrictMath.tanh(sum);
            }
            y[r] += 0.5 * StrictMath.sin(2 * columns[0][r])
                    + 0.05 * random.with(3).normal(r);
        }
        Column[] all = new Column[FEATURES + 1];
        for (int j = 0; j < FEATURES; j++) {
            all[j] = new Column.Numeric("x" + (j + 1), columns[j]);
        }
        all[FEATURES] = new Column.Numeric("y", y);
        Dataset dataset = TableDataset.of(new Table("regression", List.of(all)), List.of("y"));
        return Split.random(dataset, 0, (double) TEST_ROWS / rows, 1);
    }
}
