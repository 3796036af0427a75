package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Dataset;
import nn.core.data.Split;
import nn.core.kernel.Compute;
import nn.core.metric.RegressionEvaluation;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.train.TrainingConfig;
import nn.data.BuiltInData;
import nn.data.SyntheticData;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the default settings reach on regression problems, beside scikit-learn's {@code MLPRegressor} with its default settings
 * on the same rows; {@code golden/regression} has its results and the script that made them. The training itself runs with
 * {@code -Dnn.campaign=true}; its last result stands in docs/performance/regression-defaults.md.
 */
class DefaultsBesideMlpRegressorTest {

    private static final Path GOLDEN = Path.of("../golden/regression");

    /** Two-sided, 95 %, 19 degrees of freedom. */
    private static final double STUDENT_T = 2.093;

    private static Dataset load(String name) {
        return name.equals("diabetes") ? BuiltInData.load(name) : SyntheticData.load(name);
    }

    /** Shares of the default configuration: a tenth for the test, and what is left for learning, a tenth of it to validate. */
    private static Split split(Dataset data, long seed) {
        return Split.random(data, 0.1, 0.1, seed);
    }

    /** The rows of the data, and the numbers of those for the test in each split, as the script reads them. */
    private static String exported(Dataset data) {
        StringBuilder text = new StringBuilder();
        for (int seed = 1; seed <= 20; seed++) {
            text.append(testRows(data, split(data, seed))).append('\n');
        }
        double[] row = new double[data.features().size()];
        for (int r = 0; r < data.rows(); r++) {
            data.read(r, row);
            text.append(Stream.concat(Arrays.stream(row).boxed(), Stream.of(data.value(r, 0)))
                            .map(String::valueOf)
                            .collect(Collectors.joining(" ")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String testRows(Dataset data, Split split) {
        boolean[] seen = new boolean[data.rows()];
        IntStream.concat(
                        Arrays.stream(split.training().rows()),
                        Arrays.stream(split.validation().rows()))
                .forEach(row -> seen[row] = true);
        return IntStream.range(0, seen.length)
                .filter(row -> !seen[row])
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"diabetes", "friedman1", "friedman2", "friedman3"})
    void scikitLearnHasLearnedFromTheseRowsAndSplits(String name) throws IOException, NoSuchAlgorithmException {
        String text = exported(load(name));
        Path directory = Files.createDirectories(Path.of("target/regression"));
        Files.writeString(directory.resolve(name + ".txt"), text);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        String digest = HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Files.readAllLines(GOLDEN.resolve(name + ".csv")).getFirst(), "# sha256 of rows and splits: " + digest);
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "nn.campaign", matches = "true")
    @ValueSource(strings = {"diabetes", "friedman1", "friedman2", "friedman3"})
    void defaultsAreNotWorse(String name) throws IOException {
        List<String> lines = Files.readAllLines(GOLDEN.resolve(name + ".csv"));
        double[] theirs = lines.stream()
                .skip(2)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(",") + 1)))
                .toArray();
        assertEquals(20, theirs.length);
        Dataset data = load(name);
        double[] ours = IntStream.rangeClosed(1, 20)
                .mapToDouble(seed -> score(name, data, seed))
                .toArray();
        double[] difference =
                IntStream.range(0, 20).mapToDouble(i -> ours[i] - theirs[i]).toArray();
        double mean = mean(difference);
        double deviation = Math.sqrt(
                Arrays.stream(difference).map(d -> (d - mean) * (d - mean)).sum() / 19);
        double half = STUDENT_T * deviation / Math.sqrt(20);
        String result = String.format(
                Locale.ROOT,
                "%s: R² %.4f, MLPRegressor %.4f, difference %+.4f ± %.4f (95 %%)%n",
                name,
                mean(ours),
                mean(theirs),
                mean,
                half);
        System.out.print(result);
        assertTrue(mean + half >= 0, result);
    }

    private static double score(String name, Dataset data, long seed) {
        Registry registry = Registry.load();
        Split split = split(data, seed);
        TrainingConfig config = TrainingConfig.defaults(name)
                .with(Settings.builder().put("seed", seed).put("diagnostics", 0).build(), registry);
        try (Compute compute = Compute.choose(registry, "auto", 1)) {
            RegressionEvaluation test = (RegressionEvaluation) config.trainer(split.training(), registry)
                    .compute(compute)
                    .fit(split)
                    .test();
            return test.score();
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
