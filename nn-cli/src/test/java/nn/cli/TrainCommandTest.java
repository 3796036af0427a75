package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nn.core.model.Json;
import nn.core.model.Model;
import nn.core.model.Sha256;
import nn.core.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    @TempDir
    Path directory;

    private Map<String, Object> train(String name, String... more) {
        String[] arguments = Stream.concat(Stream.of(more), Stream.of("--json")).toArray(String[]::new);
        Cli.Result result = Cli.train(directory.resolve(name), arguments);
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(1, result.out().lines().count(), "with --json there is nothing else on standard output");
        return result.json();
    }

    @Test
    void jsonTellsWhatCameOut() {
        Map<String, Object> json = train("run");
        assertTrue(
                json.keySet()
                        .containsAll(Set.of(
                                "data",
                                "seed",
                                "kernel",
                                "threads",
                                "epochs",
                                "bestEpoch",
                                "trainLoss",
                                "validationLoss",
                                "test",
                                "samplesPerSecond",
                                "seconds",
                                "parametersSha256",
                                "model",
                                "out")),
                json.toString());
        assertEquals(3L, json.get("epochs"));
        assertTrue(json.get("test") instanceof Map<?, ?> test && test.get("accuracy") instanceof Double);
        Network network = Model.load(Path.of((String) json.get("model"))).network();
        assertEquals(Sha256.of(network.parameters(), network.state()), json.get("parametersSha256"));
    }

    /** The epochs in the history of a run, beside which it has looks into the network. */
    private static List<String> epochs(Path run) throws IOException {
        return Files.readAllLines(run.resolve("history.jsonl")).stream()
                .filter(line -> line.startsWith("{\"epoch\""))
                .toList();
    }

    @Test
    void sgdIsNotWrittenToAFile() throws IOException {
        Path run = directory.resolve("alias");
        assertEquals(0, Cli.train(run, "--optimizer", "sgd:momentum=0.5").exitCode());
        for (String file : List.of("config.yaml", "run.json", "history.jsonl", "model.safetensors")) {
            assertFalse(
                    new String(Files.readAllBytes(run.resolve(file)), StandardCharsets.ISO_8859_1).contains("sgd"),
                    file);
        }
        assertTrue(Files.readString(run.resolve("config.yaml")).contains("momentum"));
    }

    @Test
    void theHistoryCountsClippedSteps() throws IOException {
        Path run = directory.resolve("clipped");
        Cli.Result result = Cli.train(
                run,
                "--clip-global-norm",
                "1e-3",
                "--l1",
                "1e-4",
                "--l2",
                "1e-4",
                "--max-norm",
                "3",
                "--average-from",
                "2",
                "--schedule",
                "warm-up:epochs=1,then=cosine");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("clipped      the gradients of 12 steps"), result.out());
        assertEquals(3, epochs(run).size());
        for (String line : epochs(run)) {
            assertTrue(line.contains("\"clippedSteps\":4"), line);
        }
        String diagnosis = Cli.run("diagnose", run.toString()).out();
        assertTrue(diagnosis.contains("clipped      the gradients of 12 of 12 steps"), diagnosis);
    }

    @Test
    void theDirectoryHoldsEverythingAboutTheRun() throws IOException {
        Path run = directory.resolve("a/b/run");
        Cli.Result result = Cli.train(run);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("iris: 150 rows"), result.out());
        assertTrue(result.out().contains("predict --model " + run.resolve("model.safetensors")), result.out());
        assertEquals(3, epochs(run).size());
        assertTrue(Files.exists(run.resolve("config.yaml")));
        Object record = Json.read(Files.readAllBytes(run.resolve("run.json")), "run.json");
        assertTrue(record instanceof Map<?, ?> map && map.containsKey("dataSha256"), record.toString());
        Map<?, ?> facts = (Map<?, ?>) record;
        assertEquals(
                List.of(Map.of("what", "evaluate", "models", List.of(facts.get("parametersSha256")))),
                facts.get("testUses"));
    }

    @Test
    void theConfigurationOfARunGivesTheSameBitsAgain() {
        Map<String, Object> first = train(
                "first",
                "--optimizer=momentum:momentum=0.8",
                "--learning-rate=0.02",
                "--dropout=0.1",
                "--batch-norm",
                "--transforms=min-max,standardize",
                "--seed=7");
        Cli.Result again = Cli.run(
                "train",
                "--config",
                directory.resolve("first/config.yaml").toString(),
                "--out",
                directory.resolve("again").toString(),
                "--json");
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(first.get("parametersSha256"), again.json().get("parametersSha256"));
        assertEquals(first.get("test"), again.json().get("test"));
    }

    @Test
    void optimizersTakeTurns() throws IOException {
        Path run = directory.resolve("turns");
        Cli.Result result = Cli.run(
                "train",
                "--data=iris",
                "--optimizer=adam:beta1=0.8,epsilon=1e-7,l-bfgs:memory=5",
                "--epochs=3,4",
                "--learning-rate=0.02",
                "--out=" + run);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.out()
                        .contains(
                                "adam:learning-rate=0.02,beta1=0.8,beta2=0.999,epsilon=1.0E-7, then l-bfgs:memory=5,"),
                result.out());
        assertTrue(result.out().contains("at most 3 + 4 epochs"), result.out());
        assertTrue(result.err().contains("from epoch 4 on with l-bfgs:memory=5,"), result.err());
        List<String> history = epochs(run);
        assertEquals(7, history.size());
        assertTrue(history.get(2).contains("\"optimizer\":\"adam\""), history.get(2));
        assertTrue(history.get(3).contains("\"optimizer\":\"l-bfgs\""), history.get(3));
        Cli.Result again = Cli.run(
                "train",
                "--json",
                "--config",
                run.resolve("config.yaml").toString(),
                "--out",
                directory.resolve("again").toString());
        assertEquals(0, again.exitCode(), again.err());
        assertTrue(Files.readString(run.resolve("run.json"))
                .contains("\"parametersSha256\":\"" + again.json().get("parametersSha256") + "\""));
    }

    @Test
    void theCommandLineWinsOverTheFile() throws IOException {
        Path file = directory.resolve("c.json");
        Files.writeString(
                file, "{\"data\": \"wine\", \"epochs\": 9, \"optimizer\": {\"name\": \"adam\", \"beta1\": 0.8}}");
        Cli.Result result = Cli.train(directory.resolve("run"), "--config", file.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("iris: 150 rows"), result.out());
        assertTrue(result.out().contains("at most 3 epochs"), result.out());
        assertTrue(result.out().contains("beta1=0.8"), result.out());
    }

    @Test
    void neitherKernelNorThreadsChangeABit() {
        List<Object> hashes = List.of(
                train("scalar1", "--threads=1").get("parametersSha256"),
                train("scalar2", "--threads=2").get("parametersSha256"),
                train("scalar3", "--threads=3").get("parametersSha256"),
                simd("simd1", 1),
                simd("simd3", 3));
        assertEquals(1, Set.copyOf(hashes).size(), hashes.toString());
    }

    private Object simd(String name, int threads) {
        Cli.Result result = Cli.run(
                "train",
                "--data",
                "iris",
                "--hidden",
                "8",
                "--epochs",
                "3",
                "--kernel",
                "simd",
                "--threads",
                "" + threads,
                "--out",
                directory.resolve(name).toString(),
                "--json");
        assertEquals(0, result.exitCode(), result.err());
        return result.json().get("parametersSha256");
    }

    /** Noise and sums over rows are where threads and vectors could tell. */
    @Test
    void normalizationAndNoiseOfLayersDoNotChangeABitEither() {
        String[] layers = {"--layer-norm", "--activation=elu", "--alpha-dropout=0.1", "--input-noise=0.2"};
        Object hash = train(
                        "norm1",
                        Stream.concat(Stream.of(layers), Stream.of("--threads=1"))
                                .toArray(String[]::new))
                .get("parametersSha256");
        for (String other : List.of("--kernel=scalar", "--kernel=simd")) {
            Cli.Result result = Cli.run(
                    "train",
                    "--config",
                    directory.resolve("norm1/config.yaml").toString(),
                    "--threads=3",
                    other,
                    "--out",
                    directory.resolve(other).toString(),
                    "--json");
            assertEquals(0, result.exitCode(), result.err());
            assertEquals(hash, result.json().get("parametersSha256"), other);
        }
    }

    private static final String DEEP = String.join(",", Collections.nCopies(20, "16"));

    private double deep(String name, String... more) {
        Cli.Result result = Cli.run(Stream.concat(
                        Stream.of(
                                "train",
                                "--data=digits",
                                "--hidden=" + DEEP,
                                "--activation=sigmoid",
                                "--epochs=4",
                                "--dropout=0",
                                "--kernel=scalar",
                                "--learning-rate=0.003",
                                "--json",
                                "--out=" + directory.resolve(name)),
                        Stream.of(more))
                .toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return result.json().get("test") instanceof Map<?, ?> test && test.get("accuracy") instanceof Double accuracy
                ? accuracy
                : Double.NaN;
    }

    @Test
    void twentyLayersLearnAsResidualBlocksAndNotOneAfterAnother() {
        double plain = deep("plain");
        assertTrue(plain < 0.2, "plain: " + plain);
        double residual = deep("residual", "--residual");
        assertTrue(residual > 0.85, "residual: " + residual);
    }

    /** A list of layers, with composites in composites, on the command line, in a file, and in the model. */
    @Test
    void layersCanBeListed() throws IOException {
        Path file = directory.resolve("layers.yaml");
        Files.writeString(file, """
                data: iris
                epochs: 3
                layers:
                  - {name: dense, units: 6}
                  - name: residual
                    layers:
                      - layer-norm
                      - {name: activation, activation: {name: elu, alpha: 0.5}}
                      - {name: concatenate, layers: [{name: dense, units: 2, initializer: glorot-normal}]}
                      - {name: dense, units: 5}
                    shortcut:
                      - {name: dense, units: 5, bias: false}
                  - {name: activation, activation: tanh}
                """);
        Map<String, Object> fromFile = listed("file", "--config=" + file);
        Map<String, Object> fromText = listed(
                "text",
                "--data=iris",
                "--epochs=3",
                "--layers=dense:units=6,residual:layers=(layer-norm,activation:activation=elu:alpha=0.5,"
                        + "concatenate:layers=(dense:units=2,initializer=glorot-normal),dense:units=5),"
                        + "shortcut=(dense:units=5,bias=false),activation:activation=tanh");
        assertEquals(fromFile.get("parametersSha256"), fromText.get("parametersSha256"));
        Map<String, Object> again =
                listed("again", "--config=" + directory.resolve("text/config.yaml"), "--kernel=simd", "--threads=3");
        assertEquals(fromFile.get("parametersSha256"), again.get("parametersSha256"));
        Model model = Model.load(directory.resolve("again/model.safetensors"));
        String summary = model.network().summary();
        assertTrue(
                summary.lines()
                        .anyMatch(line -> line.startsWith("residual1.concatenate1.dense1 ")
                                && line.contains("dense:units=2,initializer=glorot-normal,bias=true")),
                summary);
        assertTrue(summary.lines().anyMatch(line -> line.startsWith("residual1.shortcut.dense1 ")), summary);
        Cli.Result evaluation =
                Cli.run("evaluate", "--data=iris", "--model=" + directory.resolve("again/model.safetensors"), "--json");
        assertEquals(0, evaluation.exitCode(), evaluation.err());
    }

    private Map<String, Object> listed(String name, String... more) {
        Cli.Result result =
                Cli.run(Stream.concat(Stream.of("train", "--json", "--out=" + directory.resolve(name)), Stream.of(more))
                        .toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return result.json();
    }

    @Test
    void aRequestToStopEndsAfterAStepWithTheModelSaved() throws IOException {
        StopRequest stop = StopRequest.never();
        stop.request(15);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Path out = directory.resolve("stopped");
        int exitCode = Main.run(
                new String[] {"train", "--data", "iris", "--kernel", "scalar", "--out", out.toString()},
                new Console(nowhere, nowhere, true, stop));
        assertEquals(143, exitCode);
        assertEquals(1, epochs(out).size());
        assertTrue(Model.load(out.resolve("model.safetensors")).network().parameters().length > 0);
        assertTrue(Files.readString(out.resolve("run.json")).contains("\"testUses\":[]"));
    }

    @Test
    void onATerminalOneLineIsRewritten() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                new String[] {
                    "train", "--data", "digits", "--epochs", "2", "--kernel", "scalar", "--out", directory + "/run"
                },
                new Console(
                        new PrintStream(new ByteArrayOutputStream()), new PrintStream(err), true, StopRequest.never()));
        assertEquals(0, exitCode);
        String text = err.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("\repoch 1/2 "), text);
        assertFalse(text.contains("\n"), text);
        assertTrue(text.endsWith(" \r"), "the line is left empty");
    }

    @Test
    void learnsTheDigits() {
        Cli.Result result = Cli.run(
                "train",
                "--data",
                "digits",
                "--kernel",
                "scalar",
                "--epochs",
                "15",
                "--out",
                directory + "/run",
                "--json");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.json().get("test") instanceof Map<?, ?> test
                        && test.get("accuracy") instanceof Double accuracy
                        && accuracy > 0.93,
                result.out());
    }
}
