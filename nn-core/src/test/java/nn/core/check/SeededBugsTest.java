package nn.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that the gradient check can fail: mistakes that people make in backward passes are put into the real sources, one at a
 * time, and each must turn the check of the {@link Combinations} red.
 */
class SeededBugsTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /**
     * A mistake.
     *
     * @param name what is wrong
     * @param className the class it is made in
     * @param right text that occurs exactly once in its source
     * @param wrong what to put there
     */
    record Bug(String name, String className, String right, String wrong) {
        @Override
        public String toString() {
            return name;
        }

        String patched(String source) {
            int at = source.indexOf(right);
            if (at < 0 || source.indexOf(right, at + 1) >= 0) {
                throw new IllegalStateException(className + " no longer holds exactly once: " + right
                        + ". Write the mistake \"" + name + "\" anew.");
            }
            return source.replace(right, wrong);
        }
    }

    static Stream<Bug> bugs() {
        return Stream.of(
                new Bug(
                        "wrong sign of the error",
                        "nn.core.loss.SquaredError",
                        "factor * (outputs[i] - values[i])",
                        "factor * (values[i] - outputs[i])"),
                new Bug(
                        "mean and half squared error mixed up",
                        "nn.core.loss.SquaredError",
                        "(float) (2 * scale)",
                        "(float) scale"),
                new Bug(
                        "gradient summed, not averaged over the batch",
                        "nn.core.loss.SoftmaxCrossEntropy",
                        "float weight = batch.rowWeights()[row];",
                        "float weight = 1;"),
                new Bug(
                        "weights of rows ignored",
                        "nn.core.loss.BinaryCrossEntropy",
                        "float share = batch.rowWeights()[row] / width;",
                        "float share = 1f / batch.rows() / width;"),
                new Bug(
                        "label not subtracted",
                        "nn.core.loss.SoftmaxCrossEntropy",
                        "logitGradient[row * width + batch.labels()[row]] -= (float) (1 - labelSmoothing);",
                        ""),
                new Bug(
                        "label smoothing forgotten in the gradient",
                        "nn.core.loss.SoftmaxCrossEntropy",
                        "float share = (float) (labelSmoothing / width);",
                        "float share = 0;"),
                new Bug(
                        "quantile the other way round",
                        "nn.core.loss.Quantile",
                        "(float) (1 - tau) * tooHigh - (float) tau * tooLow",
                        "(float) tau * tooHigh - (float) (1 - tau) * tooLow"),
                new Bug(
                        "Huber without a limit",
                        "nn.core.loss.Huber",
                        "Math.max(-limit, Math.min(output - target, limit))",
                        "output - target"),
                new Bug(
                        "logarithm of the variance taken for that of the deviation",
                        "nn.core.loss.GaussianNegativeLogLikelihood",
                        "0.5f * ofLearned",
                        "ofLearned"),
                new Bug(
                        "focal loss with a constant focus",
                        "nn.core.loss.Focal",
                        "(1 + (float) gamma * (1 - rest) * ratio)",
                        "1"),
                new Bug("hinge without its kink", "nn.core.loss.Hinge", "Math.signum(Math.max(1 - margin, 0))", "1"),
                new Bug(
                        "cosine without the part along the output",
                        "nn.core.loss.Cosine",
                        "logits[i] * along - batch.values()[i]",
                        "-batch.values()[i]"),
                new Bug(
                        "GELU without the density",
                        "nn.core.activation.Gelu",
                        "(0.5f + 0.5f * erf[i]) + x[i] * (DENSITY * exp[i])",
                        "0.5f + 0.5f * erf[i]"),
                new Bug(
                        "SiLU taken for a product with a constant",
                        "nn.core.activation.Silu",
                        "s[i] + y[i] * (1 - s[i])",
                        "s[i]"),
                new Bug(
                        "sine without the inner derivative",
                        "nn.core.activation.Sine",
                        "frequency * cosine[i]",
                        "cosine[i]"),
                new Bug(
                        "log-softmax taken for elementwise",
                        "nn.core.activation.LogSoftmax",
                        "da[block + i] - p[i] * sum",
                        "da[block + i] * (1 - p[i])"),
                new Bug(
                        "slope of PReLU from the outputs",
                        "nn.core.layer.PRelu",
                        "outputGradient[row + u] * Math.min(input[row + u], 0);",
                        "outputGradient[row + u] * Math.min(output[row + u], 0);"),
                new Bug(
                        "gate of GLU without its derivative",
                        "nn.core.layer.Glu",
                        "(output[row + u] * (1 - s[row + u]))",
                        "output[row + u]"),
                new Bug(
                        "1 % too much",
                        "nn.core.activation.Sigmoid",
                        "da[i] * (a[i] * (1 - a[i]))",
                        "1.01f * da[i] * (a[i] * (1 - a[i]))"),
                new Bug(
                        "1 − a instead of 1 + a",
                        "nn.core.activation.Tanh",
                        "(1 - a[i]) * (1 + a[i])",
                        "(1 - a[i]) * (1 - a[i])"),
                new Bug(
                        "slope of ELU without α",
                        "nn.core.activation.Elu",
                        "(Math.min(a[i], 0) + scale) * negative",
                        "(Math.min(a[i], 0) + 1) * negative"),
                new Bug("leaky ReLU without leak", "nn.core.activation.LeakyRelu", "slope * negative", "0"),
                new Bug(
                        "ReLU that lets everything through",
                        "nn.core.activation.Relu",
                        "da[i] * Math.signum(Math.max(z[i], 0))",
                        "da[i]"),
                new Bug(
                        "softmax taken for elementwise",
                        "nn.core.activation.Softmax",
                        "a[i] * (da[i] - dot)",
                        "a[i] * (1 - a[i]) * da[i]"),
                new Bug(
                        "weights not transposed where shapes do not tell",
                        "nn.core.layer.Dense",
                        "NO,\n                            YES,\n                            rows,",
                        "NO,\n                            fanIn == units ? NO : YES,\n                            rows,"),
                new Bug(
                        "bias gradient of the first row only",
                        "nn.core.layer.Dense",
                        "columnSums(rows, units, outputGradient",
                        "columnSums(1, units, outputGradient"),
                new Bug(
                        "last row left out",
                        "nn.core.layer.Dense",
                        "YES, NO, fanIn, units, rows, input",
                        "YES, NO, fanIn, units, rows - 1, input"),
                new Bug(
                        "gradient added to that of the step before",
                        "nn.core.layer.Dense",
                        "g, dw, units, OVERWRITE",
                        "g, dw, units, nn.core.kernel.Store.ACCUMULATE"),
                new Bug(
                        "mask of the step before",
                        "nn.core.layer.Dropout",
                        "m[i] = kept * scale;\n                output[i] = input[i] * m[i];",
                        "float fresh = kept * scale;\n                output[i] = input[i] * fresh;"
                                + " if (m[i] == 0) { m[i] = fresh; }"),
                new Bug(
                        "mask not applied in backward",
                        "nn.core.layer.Dropout",
                        "outputGradient[i] * m[i]",
                        "outputGradient[i]"),
                new Bug(
                        "what is kept is not scaled up",
                        "nn.core.layer.Dropout",
                        "m[i] = kept * scale;",
                        "m[i] = kept;"),
                new Bug(
                        "batch-norm without the term of the mean",
                        "nn.core.layer.BatchNorm",
                        "share * (dBeta[u] + x[u] * dGamma[u])",
                        "share * (x[u] * dGamma[u])"),
                new Bug(
                        "batch-norm without the term of the variance",
                        "nn.core.layer.BatchNorm",
                        "share * (dBeta[u] + x[u] * dGamma[u])",
                        "share * dBeta[u]"),
                new Bug(
                        "ε outside the root",
                        "nn.core.layer.BatchNorm",
                        "1 / (float) Math.sqrt(variance + (float) config.epsilon)",
                        "1 / ((float) Math.sqrt(variance) + (float) config.epsilon)"),
                new Bug(
                        "variance with B − 1",
                        "nn.core.layer.BatchNorm",
                        "inverseDeviation(inverse[u] / rows)",
                        "inverseDeviation(inverse[u] / (rows - 1))"),
                new Bug(
                        "x̂ kept before it is scaled",
                        "nn.core.layer.BatchNorm",
                        "System.arraycopy(x, 0, xHat, r * width, width);",
                        "System.arraycopy(input, r * width, xHat, r * width, width);"),
                new Bug(
                        "layer-norm without the term of the mean",
                        "nn.core.layer.LayerNorm",
                        "inputGradient[i] - mean - xHat[i] * slope",
                        "inputGradient[i] - xHat[i] * slope"),
                new Bug(
                        "layer-norm without the term of the variance",
                        "nn.core.layer.LayerNorm",
                        "inputGradient[i] - mean - xHat[i] * slope",
                        "inputGradient[i] - mean"),
                new Bug(
                        "layer-norm's ε outside the root",
                        "nn.core.layer.LayerNorm",
                        "1 / (float) Math.sqrt(variance + (float) epsilon)",
                        "1 / ((float) Math.sqrt(variance) + (float) epsilon)"),
                new Bug(
                        "alpha dropout that drops to 0",
                        "nn.core.layer.AlphaDropout",
                        "(keep * kept + (1 - keep) * dropped)",
                        "keep * kept"),
                new Bug(
                        "residual block whose shortcut lets no gradient back",
                        "nn.core.layer.TwoBranches",
                        "inputGradient[i] = around[i] + through[i];",
                        "inputGradient[i] = through[i];"),
                new Bug(
                        "gradients inside of a block overwrite each other",
                        "nn.core.layer.Chain",
                        "workspace.slot(gradients.get((l - 1) & 1))",
                        "workspace.slot(gradients.get(l & 1))"),
                new Bug(
                        "halves of a concatenation's gradient cut at the same place",
                        "nn.core.layer.Concatenate",
                        "outputGradient, r * width + left, d2",
                        "outputGradient, r * width, d2"),
                new Bug(
                        "slope of a cube without its 3",
                        "nn.core.activation.GeluTanh",
                        "LINEAR + 3 * CUBIC * (c[i] * c[i])",
                        "LINEAR + CUBIC * (c[i] * c[i])"),
                new Bug("Mish with 1 − t for 1 − t²", "nn.core.activation.Mish", "(1 - t[i]) * (1 + t[i])", "1 - t[i]"),
                new Bug(
                        "SiLU with its input for its output",
                        "nn.core.activation.Silu",
                        "System.arraycopy(a, block, y, 0, count);",
                        "System.arraycopy(z, block, y, 0, count);"),
                new Bug(
                        "CELU with the slope of ELU",
                        "nn.core.activation.Celu",
                        "(Math.min(a[i], 0) / scale + 1) * negative",
                        "(Math.min(a[i], 0) + scale) * negative"),
                new Bug(
                        "slopes of PReLU added to those of the step before",
                        "nn.core.layer.PRelu",
                        "Arrays.fill(g, dAlpha, dAlpha + width, 0);",
                        ""),
                new Bug(
                        "one α for all units",
                        "nn.core.layer.PRelu",
                        "theta[alpha + u] * negative",
                        "theta[alpha] * negative"),
                new Bug(
                        "gate's gradient without what it lets through",
                        "nn.core.layer.Glu",
                        "(output[row + u] * (1 - s[row + u]))",
                        "(s[row + u] * (1 - s[row + u]))"),
                new Bug(
                        "backward reads the features instead of the layer's input",
                        "nn.core.network.TrainingPass",
                        "layer(l).parameterGradients(workspace, input, outputs[l], outputGradient)",
                        "layer(l).parameterGradients(workspace, features, outputs[l], outputGradient)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void theCheckTurnsRed(Bug bug, @TempDir Path directory) throws Exception {
        String source = Files.readString(SOURCES.resolve(bug.className().replace('.', '/') + ".java"));
        JavaCompilation.Result result = JavaCompilation.compile(directory, bug.className(), bug.patched(source));
        assertTrue(result.succeeded(), result.messages());
        assertNotEquals("", firstFailure(directory));
    }

    @Test
    void thereAreAsManyAsArePromised() {
        long different = bugs().map(bug -> List.of(bug.className(), bug.right(), bug.wrong()))
                .distinct()
                .count();
        assertEquals(bugs().count(), different);
        assertTrue(different >= 40, () -> different + " mistakes");
    }

    @Test
    void withoutABugTheSameCheckIsGreen(@TempDir Path directory) throws Exception {
        assertEquals("", firstFailure(directory));
    }

    @Test
    void aMistakeWhoseTextIsGoneOrTwiceThereIsRefused() {
        Bug bug = new Bug("wrong sign", "C", "a - b", "b - a");
        assertEquals("x = b - a;", bug.patched("x = a - b;"));
        assertThrows(IllegalStateException.class, () -> bug.patched("x = a + b;"));
        assertThrows(IllegalStateException.class, () -> bug.patched("x = a - b; y = a - b;"));
    }

    private static String firstFailure(Path patched) throws IOException, ReflectiveOperationException {
        try (ChildFirst loader = new ChildFirst(patched)) {
            Class<?> combinations = loader.loadClass(Combinations.class.getName());
            assertFalse(combinations.equals(Combinations.class));
            return (String) combinations.getMethod("firstFailure").invoke(null);
        }
    }

    /** Loads the platform and its tests anew, patched classes first; what does not belong to it comes from the parent. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(Path patched) throws MalformedURLException {
            super(urls(patched), SeededBugsTest.class.getClassLoader());
        }

        private static URL[] urls(Path patched) throws MalformedURLException {
            List<Path> paths = List.of(patched, JavaCompilation.CLASSES, JavaCompilation.TEST_CLASSES);
            URL[] urls = new URL[paths.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = paths.get(i).toUri().toURL();
            }
            return urls;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("nn.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
