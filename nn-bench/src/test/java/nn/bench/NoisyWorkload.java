package nn.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.activation.Relu;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.ImageDataset;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.Targets;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.optimizers.Adam;

/** The workloads on few rows of noise, for tests that are not about what is learned. */
final class NoisyWorkload {

    /** Narrower than the workload, whose steps take long. */
    private static final Workload NARROW_W4 =
            new Workload("W4", 784, List.of(256, 256, 256), 10, new Relu(), true, new Adam(), 128, Optional.empty(), 1);

    private NoisyWorkload() {}

    static Workload of(String name) {
        return name.equals("W4") ? NARROW_W4 : Workload.of(name);
    }

    /** Rows of noise like those of the workload. */
    static Split data(Workload workload, int rows) {
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        return Split.random(workload.isRegression() ? table(workload, rows, random) : images(rows, random), 0, 0, 1);
    }

    private static Dataset images(int rows, RandomKey random) {
        byte[] pixels = new byte[rows * 784];
        byte[] labels = new byte[rows];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.bits(i);
        }
        for (int r = 0; r < rows; r++) {
            labels[r] = (byte) (r % 10);
        }
        List<String> classes = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        return new ImageDataset("noise", Shape.of(784), pixels, labels, new Targets.Classes(classes));
    }

    private static Dataset table(Workload workload, int rows, RandomKey random) {
        Column[] columns = new Column[workload.inputs() + 1];
        for (int j = 0; j < columns.length; j++) {
            double[] values = new double[rows];
            for (int r = 0; r < rows; r++) {
                values[r] = random.with(j).normal(r);
            }
            columns[j] = new Column.Numeric("x" + j, values);
        }
        return TableDataset.of(new Table("noise", List.of(columns)), List.of("x" + workload.inputs()));
    }
}
