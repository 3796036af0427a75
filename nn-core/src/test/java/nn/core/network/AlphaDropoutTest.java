package nn.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import nn.core.kernel.Compute;
import nn.core.layer.AlphaDropout;
import nn.core.matrix.Shape;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlphaDropoutTest {

    private static final int ROWS = 1000;

    static List<GoldenFile> files() throws IOException {
        return GoldenFile.all("layers");
    }

    @Test
    void thereAreThreeRates() throws IOException {
        assertEquals(3, files().size());
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsAndDropsAsPyTorchDoes(GoldenFile file) {
        double rate = file.numbers("rate")[0];
        float[] inputs = file.floats("inputs");
        float[] features = new float[ROWS * inputs.length];
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(inputs, 0, features, r * inputs.length, inputs.length);
        }
        double[] kept = file.numbers("kept");
        double dropped = file.numbers("dropped")[0];
        float[] outputs = outputs(rate, inputs.length, features);
        int droppedCount = 0;
        for (int i = 0; i < outputs.length; i++) {
            if (Math.abs(outputs[i] - dropped) <= GoldenFile.TOLERANCE) {
                droppedCount++;
            } else {
                assertEquals(kept[i % kept.length], outputs[i], GoldenFile.TOLERANCE);
            }
        }
        assertEquals(rate, (double) droppedCount / outputs.length, 0.02);
    }

    @Test
    void meanAndVarianceOfNormalInputsStay() {
        float[] features = new float[ROWS * 100];
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.normal(i);
        }
        double sum = 0;
        double squares = 0;
        for (float y : outputs(0.4, 100, features)) {
            sum += y;
            squares += (double) y * y;
        }
        assertEquals(0, sum / features.length, 0.02);
        assertEquals(1, squares / features.length, 0.02);
    }

    @Test
    void aPredictionIsNotChanged() {
        Network network = NetworkSpec.builder().layer(new AlphaDropout(0.4)).build(Shape.of(3), 1);
        float[] x = {1, -2, 3};
        try (Compute compute = Compute.scalar()) {
            float[] y = network.newInferencePass(compute, 1).infer(x, 1);
            assertTrue(y[0] == 1 && y[1] == -2 && y[2] == 3);
        }
    }

    private static float[] outputs(double rate, int width, float[] features) {
        Network network = NetworkSpec.builder().layer(new AlphaDropout(rate)).build(Shape.of(width), 1);
        try (Compute compute = Compute.scalar()) {
            return network.newTrainingPass(compute, ROWS)
                    .forward(features, ROWS)
                    .clone();
        }
    }
}
