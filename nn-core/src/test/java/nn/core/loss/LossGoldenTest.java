package nn.core.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import nn.core.data.Batch;
import nn.core.data.Targets;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.network.GoldenFile;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and their gradients, on rows with weights, against PyTorch. */
class LossGoldenTest {

    private static final Registry REGISTRY = Registry.load();
    private static final MatrixKernel KERNEL = new ScalarKernel();

    static List<GoldenFile> files() throws IOException {
        return GoldenFile.all("losses");
    }

    private static Loss loss(GoldenFile file) {
        return REGISTRY.create(Loss.class, Spec.parse(file.text("loss")));
    }

    @Tag("module-path")
    @Test
    void everyLossHasAFile() throws IOException {
        TreeSet<String> covered = new TreeSet<>();
        files().forEach(file -> covered.add(loss(file).spec().name()));
        assertEquals(
                REGISTRY.entries().stream()
                        .filter(e -> e.kind().equals("loss") && e.origin().startsWith("nn.core"))
                        .map(Registry.Entry::name)
                        .toList(),
                List.copyOf(covered));
    }

    private static Batch batch(GoldenFile file) {
        int count = Integer.parseInt(file.text("targets"));
        List<String> names = IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
        boolean classes = file.keys().contains("labels");
        double[] weights = file.numbers("weights");
        Batch batch = new Batch(weights.length, 1, classes ? new Targets.Classes(names) : new Targets.Values(names));
        batch.resize(weights.length);
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int row = 0; row < weights.length; row++) {
            batch.rowWeights()[row] = (float) (weights[row] / sum);
        }
        if (classes) {
            double[] labels = file.numbers("labels");
            for (int row = 0; row < labels.length; row++) {
                batch.labels()[row] = (int) labels[row];
            }
        } else {
            float[] values = file.floats("values");
            System.arraycopy(values, 0, batch.values(), 0, values.length);
        }
        return batch;
    }

    @ParameterizedTest
    @MethodSource("files")
    void valueAndGradientMatchPyTorch(GoldenFile file) {
        Batch batch = batch(file);
        float[] logits = file.floats("logits");
        float[] gradient = new float[logits.length];
        double expected = file.numbers("value")[0];
        double value = loss(file).valueAndGradient(KERNEL, batch, logits, gradient);
        assertEquals(expected, value, GoldenFile.TOLERANCE * Math.abs(expected));
        file.assertClose("gradient", gradient, 0, file.largest(List.of("gradient")));
    }

    /** The textbook form, with which gradients are checked; the weights of the rows are floats. */
    @ParameterizedTest
    @MethodSource("files")
    void theTextbookFormMatchesPyTorch(GoldenFile file) {
        Batch batch = batch(file);
        float[] logits = file.floats("logits");
        int width = logits.length / batch.rows();
        double[][] rows = new double[batch.rows()][width];
        for (int i = 0; i < logits.length; i++) {
            rows[i / width][i % width] = logits[i];
        }
        double expected = file.numbers("value")[0];
        assertEquals(expected, loss(file).reference(batch, rows), 1e-7 * Math.abs(expected));
    }
}
