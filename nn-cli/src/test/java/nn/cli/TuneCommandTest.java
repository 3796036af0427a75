package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nn.core.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TuneCommandTest {

    @TempDir
    Path directory;

    private Path space;

    @BeforeEach
    void writeSpace() throws IOException {
        space = directory.resolve("space.yaml");
        Files.writeString(space, """
                hidden: {choices: [[8], [16], [16, 8]]}
                learning-rate: {log-range: [0.0003, 0.03]}
                dropout: {range: [0.0, 0.5]}
                batch-size: {choices: [8, 16, 32]}
                """);
    }

    private String[] arguments(Path out, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "tune", "--data=iris", "--space=" + space, "--kernel=scalar", "--seed=1", "--out=" + out, "--json"));
        all.addAll(List.of(more));
        if (all.stream().noneMatch(option -> option.startsWith("--epochs"))) {
            all.add("--epochs=6");
        }
        return all.toArray(String[]::new);
    }

    private Cli.Result tune(Path out, String... more) {
        return Cli.run(arguments(out, more));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> trials(Cli.Result result) {
        return (List<Map<String, Object>>) result.json().get("trials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random:trials=5",
                "grid:points=1",
                "halving:trials=6",
                "hyperband:trials=5",
                "tpe:trials=7,startup=4"
            })
    void everyMethodEndsWithAModelThatItsConfigurationGivesAgain(String method) throws IOException {
        Path out = directory.resolve("search");
        Cli.Result result = tune(out, "--search=" + method, "--folds=2", "--threads=2");
        assertEquals(0, result.exitCode(), result.err());
        Map<String, Object> json = result.json();
        assertTrue((double) ((Map<?, ?>) json.get("test")).get("accuracy") > 0.2, "" + json);
        assertEquals(json.get("bestTrial"), trials(result).getFirst().get("trial"));
        assertTrue(Files.exists(out.resolve("search.json")));
        assertEquals(
                1 + trials(result).size(),
                Files.readAllLines(out.resolve("trials.csv")).size());
        Cli.Result again = Cli.run(
                "train",
                "--config",
                out.resolve("best.yaml").toString(),
                "--json",
                "--out",
                directory.resolve("again").toString());
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(json.get("parametersSha256"), again.json().get("parametersSha256"));
        assertEquals(json.get("test"), again.json().get("test"));
        assertTrue(Model.load(out.resolve("model.safetensors")).network().parameters().length > 0);
    }

    @Test
    void theRankingDoesNotDependOnTheThreads() throws IOException {
        Cli.Result one = tune(directory.resolve("one"), "--trials=6", "--threads=1", "--prune");
        Cli.Result two = tune(directory.resolve("two"), "--trials=6", "--threads=3", "--prune");
        assertEquals(0, one.exitCode(), one.err());
        assertEquals(trials(one), trials(two));
        assertEquals(
                Files.readString(directory.resolve("one/trials.csv")),
                Files.readString(directory.resolve("two/trials.csv")));
        assertEquals(one.json().get("parametersSha256"), two.json().get("parametersSha256"));
    }

    @Test
    void rowsHeldOutOnceGiveAnIntervalAsFoldsDo() throws IOException {
        for (String folds : List.of("--folds=3", "--validation=0.3")) {
            Path out = directory.resolve(folds.substring(2));
            Cli.Result result = tune(out, "--trials=3", folds);
            assertEquals(0, result.exitCode(), result.err());
            for (Map<String, Object> trial : trials(result)) {
                double score = (double) trial.get("score");
                assertTrue((double) trial.get("low") <= score && score <= (double) trial.get("high"), "" + trial);
            }
            assertEquals(trials(result).getFirst().get("low"), result.json().get("low"));
            assertTrue(result.err().contains("95 % interval"), result.err());
            String first = Files.readAllLines(out.resolve("trials.csv")).get(1);
            assertTrue(first.startsWith("1," + result.json().get("bestTrial") + ",complete,"), first);
            assertTrue(
                    first.contains(
                            "," + result.json().get("low") + "," + result.json().get("high") + ","),
                    first);
            // From the journal it is the same.
            assertEquals(trials(result), trials(tune(out, "--trials=3", folds)));
        }
    }

    @Test
    void nestedFoldsGiveAnEstimateWithAnInterval() {
        Cli.Result result = tune(directory.resolve("nested"), "--trials=3", "--folds=2", "--nested=3");
        assertEquals(0, result.exitCode(), result.err());
        Map<?, ?> nested = (Map<?, ?>) result.json().get("nested");
        assertEquals(3, ((List<?>) nested.get("scores")).size());
        assertTrue(result.err().contains("nested       score"), result.err());
        assertTrue(Files.exists(directory.resolve("nested/nested-3.jsonl")));
    }

    @Test
    void wrongUseIsExplainedBeforeDataAreRead() throws IOException {
        Path out = directory.resolve("none");
        refused("Missing --space FILE", "tune", "--data=iris");
        refused("Unknown search method \"anneal\"", arguments(out, "--search=anneal"));
        refused("--trials means nothing here", arguments(out, "--search=grid", "--trials=5"));
        refused("--folds is \"1\", expected a whole number, 2 or more", arguments(out, "--folds=1"));
        refused("--validation is 0", arguments(out, "--validation=0"));
        refused("Unknown setting \"trails\"", arguments(out, "--search=tpe:trails=5"));
        Files.writeString(space, "dropout: {range: [0, 1.5]}\n");
        refused("space.yaml:1:10: ", "tune", "--data=/does/not/exist.csv", "--space=" + space);
        assertFalse(Files.exists(out));
    }

    private static void refused(String expected, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.errorLines().getLast().contains(expected), result.err());
        assertEquals(
                1, result.err().lines().filter(line -> line.startsWith("nn: ")).count(), result.err());
    }

    @Test
    void aDirectoryWithAnotherSearchOrRunIsRefused() {
        Path out = directory.resolve("search");
        assertEquals(0, tune(out, "--trials=2").exitCode());
        refused("method is \"random:trials=2,round=8\" there", arguments(out, "--trials=3"));
        Path run = directory.resolve("run");
        assertEquals(0, Cli.train(run).exitCode());
        refused("holds a run already", arguments(run));
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aSearchThatIsKilledGoesOnToTheSameTable() throws IOException, InterruptedException {
        Path whole = directory.resolve("whole");
        String[] more = {"--trials=12", "--folds=3", "--threads=2", "--epochs=40"};
        Cli.Result result = tune(whole, more);
        assertEquals(0, result.exitCode(), result.err());
        String table = Files.readString(whole.resolve("trials.csv"));
        Path killed = directory.resolve("killed");
        // Killed after some trainings, and later again, so that it is resumed from a resumed journal as well.
        for (int lines : new int[] {2, 15}) {
            Process process = start(killed, more);
            try {
                while (process.isAlive() && lines(killed) < lines) {
                    Thread.sleep(2);
                }
            } finally {
                process.destroyForcibly().waitFor(); // SIGKILL
            }
        }
        long recorded = lines(killed);
        Process last = start(killed, more);
        assertEquals(0, last.waitFor(), Files.readString(directory.resolve("errors")));
        assertEquals(table, Files.readString(killed.resolve("trials.csv")));
        assertTrue(lines(killed) >= recorded, "what was recorded stays");
        assertEquals(37, lines(killed), "no training is recorded twice");
        assertEquals(Files.readString(whole.resolve("best.yaml")), Files.readString(killed.resolve("best.yaml")));
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aSignalEndsASearchThatSaysHowToGoOn() throws IOException, InterruptedException {
        Path out = directory.resolve("stopped");
        Process process = start(out, "--trials=5000", "--folds=3", "--threads=2");
        try {
            while (process.isAlive() && lines(out) < 3) {
                Thread.sleep(5);
            }
            process.destroy(); // SIGTERM
            assertEquals(143, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
        String errors = Files.readString(directory.resolve("errors"));
        assertTrue(errors.contains("The same command with --out " + out + " goes on from here."), errors);
        assertFalse(errors.contains("nn: "), errors);
        assertFalse(Files.exists(out.resolve("best.yaml")));
    }

    private Process start(Path out, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--module",
                "nn.cli/nn.cli.Main"));
        command.addAll(List.of(arguments(out, more)));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("output").toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    private static long lines(Path out) throws IOException {
        Path journal = out.resolve("journal.jsonl");
        return Files.exists(journal) ? Files.readAllLines(journal).size() : 0;
    }
}
