package nn.core.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.network.GoldenFile;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations and their gradients against PyTorch. */
class ActivationGoldenTest {

    private static final Registry REGISTRY = Registry.load();
    private static final MatrixKernel KERNEL = new ScalarKernel();

    static List<GoldenFile> files() throws IOException {
        return GoldenFile.all("activations");
    }

    @Tag("module-path")
    @Test
    void everyActivationHasAFile() throws IOException {
        TreeSet<String> covered = new TreeSet<>(List.of("identity"));
        files().forEach(file -> covered.add(Spec.parse(file.text("activation")).name()));
        assertEquals(
                REGISTRY.entries().stream()
                        .filter(e -> e.kind().equals("activation") && e.origin().startsWith("nn.core"))
                        .map(Registry.Entry::name)
                        .toList(),
                List.copyOf(covered));
    }

    @ParameterizedTest
    @MethodSource("files")
    void outputsAndGradientsMatchPyTorch(GoldenFile file) {
        float[] z = file.floats("z");
        float[] da = file.floats("da");
        float[] a = new float[z.length];
        float[] dz = new float[z.length];
        int rows = Integer.parseInt(file.text("rows"));
        int columns = z.length / rows;
        switch (REGISTRY.create(Activation.class, Spec.parse(file.text("activation")))) {
            case ElementwiseActivation f -> {
                f.forward(KERNEL, z, a, 0, z.length);
                f.backward(KERNEL, z, a, da, dz, 0, z.length);
            }
            case RowwiseActivation f -> {
                f.forward(KERNEL, rows, columns, z, 0, a, 0);
                f.backward(KERNEL, rows, columns, z, a, da, dz, 0);
            }
        }
        file.assertClose("a", a, 0, file.largest(List.of("a")));
        file.assertClose("dz", dz, 0, file.largest(List.of("dz")));
    }

    /** The textbook forms, with which gradients are checked, to the nine digits of the files. */
    @ParameterizedTest
    @MethodSource("files")
    void textbookFormsMatchPyTorch(GoldenFile file) {
        float[] z = file.floats("z");
        double[] expected = file.numbers("a");
        int columns = z.length / Integer.parseInt(file.text("rows"));
        Activation activation = REGISTRY.create(Activation.class, Spec.parse(file.text("activation")));
        for (int i = 0; i < z.length; i++) {
            double actual = switch (activation) {
                case ElementwiseActivation f -> f.reference(z[i]);
                case RowwiseActivation f -> {
                    double[] row = new double[columns];
                    for (int j = 0; j < columns; j++) {
                        row[j] = z[i / columns * columns + j];
                    }
                    yield f.reference(row)[i % columns];
                }
            };
            assertEquals(expected[i], actual, 1e-8 * file.largest(List.of("a")), "z = " + z[i]);
        }
    }
}
