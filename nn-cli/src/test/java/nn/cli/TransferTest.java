package nn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.data.Dataset;
import nn.core.layer.Segment;
import nn.core.model.Model;
import nn.data.BuiltInData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half of the digits are learned from many rows; what that taught helps to learn the other half from few. */
class TransferTest {

    private static final int FEW = 20;

    @TempDir
    static Path directory;

    @BeforeAll
    static void learnTheFirstHalf() throws IOException {
        Dataset digits = BuiltInData.load("digits");
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        double[] pixels = new double[64];
        for (int r = 0; r < digits.rows(); r++) {
            digits.read(r, pixels);
            String row = Arrays.stream(pixels).mapToObj(Double::toString).collect(Collectors.joining(","));
            (digits.label(r) < 5 ? first : second).add(row + ",digit" + digits.label(r));
        }
        write("first.csv", first);
        write("few.csv", second.subList(0, FEW));
        write("many.csv", second.subList(FEW, second.size()));
        train(
                "first",
                "--data=@/first.csv",
                "--hidden=64,32",
                "--batch-norm",
                "--dropout=0",
                "--epochs=20",
                "--early-stopping=0");
    }

    private static void write(String name, List<String> rows) throws IOException {
        String header = IntStream.range(0, 64).mapToObj(i -> "p" + i).collect(Collectors.joining(",", "", ",class"));
        Files.write(
                directory.resolve(name),
                Stream.concat(Stream.of(header), rows.stream()).toList());
    }

    private static Cli.Result train(String name, String... arguments) {
        Cli.Result result = Cli.run(Stream.concat(
                        Stream.of("train", "--kernel=scalar", "--out=" + directory.resolve(name)),
                        Arrays.stream(arguments).map(argument -> argument.replace("@", directory.toString())))
                .toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return result;
    }

    private static Model model(String name) {
        return Model.load(directory.resolve(name).resolve("model.safetensors"));
    }

    /** Accuracy on the rows of the second half that nobody trained on. */
    private static double accuracy(String name) {
        Cli.Result result = Cli.run(
                "evaluate",
                "--model=" + directory.resolve(name).resolve("model.safetensors"),
                "--data=" + directory.resolve("many.csv"),
                "--json");
        assertEquals(0, result.exitCode(), result.err());
        return result.json().get("metrics") instanceof Map<?, ?> metrics
                        && metrics.get("accuracy") instanceof Double accuracy
                ? accuracy
                : Double.NaN;
    }

    private static String[] joined(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Arguments with which all of the few rows are learned. */
    private static String[] few(String... more) {
        return joined(new String[] {"--data=@/few.csv", "--validation=0", "--test=0", "--early-stopping=0"}, more);
    }

    /** Neither weight decay nor a method that sees all parameters at once reaches them. */
    @ParameterizedTest
    @ValueSource(strings = {"adamw:weight-decay=0.1", "l-bfgs"})
    void aFrozenTrunkStaysBitForBit(String optimizer) {
        String name = "frozen-" + optimizer.length();
        Cli.Result result = train(
                name,
                few(
                        "--init-from=@/first/model.safetensors",
                        "--freeze=dense1,batchnorm*,dense2",
                        "--optimizer=" + optimizer,
                        "--epochs=5"));
        assertTrue(
                result.out().contains("taken over   dense1, batchnorm1, dense2, batchnorm2; new weights: dense3"),
                result.out());
        assertTrue(result.out().contains(" of them frozen"), result.out());
        Model before = model("first");
        Model after = model(name);
        for (Segment segment : after.network().layout().segments()) {
            if (!segment.name().startsWith("dense3.")) {
                assertEquals(
                        before.network().parameter(segment.name()),
                        after.network().parameter(segment.name()));
            }
        }
        assertArrayEquals(before.network().state(), after.network().state());
    }

    /** Twenty rows are few for six layers; the first, once learned from many rows, is good for other digits, too. */
    @Test
    void aFrozenFirstLayerBeatsAStartFromScratch() {
        String[] deep = {
            "--hidden=64,64,64,64,64,64", "--activation=sigmoid", "--batch-norm", "--dropout=0", "--learning-rate=0.003"
        };
        train("deep", joined(deep, "--data=@/first.csv", "--epochs=40", "--early-stopping=0"));
        double transferred = 0;
        double fromScratch = 0;
        for (int seed = 1; seed <= 3; seed++) {
            String[] start = {
                "--init-from=@/deep/model.safetensors", "--freeze=dense1,batchnorm1", "--learning-rate=0.003"
            };
            train("transferred" + seed, few(joined(start, "--epochs=50", "--seed=" + seed)));
            transferred += accuracy("transferred" + seed) / 3;
            train("scratch" + seed, few(joined(deep, "--epochs=50", "--seed=" + seed)));
            fromScratch += accuracy("scratch" + seed) / 3;
        }
        assertTrue(transferred > fromScratch + 0.03, transferred + ", from scratch " + fromScratch);
    }

    @Test
    void theConfigurationOfSuchARunGivesTheSameBitsAgain() {
        train("once", few("--init-from=@/first/model.safetensors", "--freeze=dense1", "--epochs=5"));
        Cli.Result again = train("twice", "--config=@/once/config.yaml");
        assertTrue(again.out().contains("taken over"), again.out());
        assertArrayEquals(
                model("once").network().parameters(), model("twice").network().parameters());
    }

    @Test
    void theSameTargetsTakeTheLastLayerToo() {
        Cli.Result result = train(
                "on",
                "--data=@/first.csv",
                "--init-from=@/first/model.safetensors",
                "--epochs=1",
                "--learning-rate=1e-9",
                "--early-stopping=0");
        assertTrue(result.out().contains("taken over   dense1, batchnorm1, dense2, batchnorm2, dense3"), result.out());
        float[] before = model("first").network().parameters();
        float[] after = model("on").network().parameters();
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i], after[i], 1e-6f);
        }
    }
}
