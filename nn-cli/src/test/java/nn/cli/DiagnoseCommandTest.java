package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nn.core.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseCommandTest {

    private static List<String> looks(Path run) throws IOException {
        return Files.readAllLines(run.resolve("history.jsonl")).stream()
                .filter(line -> line.startsWith("{\"diagnostics\""))
                .toList();
    }

    @Test
    void aTrainingIsLookedIntoAndTheCommandShowsWhatWasSeen(@TempDir Path directory) throws Exception {
        Path run = directory.resolve("run");
        assertEquals(0, Cli.train(run, "--diagnostics", "3").exitCode());
        // 120 rows in batches of 32: 4 steps in each of 3 epochs.
        assertEquals(5, looks(run).size());
        Cli.Result result = Cli.run("diagnose", run.toString());
        assertEquals(0, result.exitCode(), result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals("epoch  steps  loss    gradient norm  warnings", lines.getFirst());
        assertTrue(
                result.out().contains("before the first step") && result.out().contains("after 12 steps"));
        assertEquals(
                2,
                lines.stream().filter(line -> line.startsWith("1     dense1")).count());
        assertEquals("no warning   at the last look", lines.getLast());
    }

    @Test
    void aLookIsReadAsItWasWritten(@TempDir Path directory) throws Exception {
        Path run = directory.resolve("run");
        Cli.train(run, "--activation", "sigmoid", "--batch-norm");
        for (String line : looks(run)) {
            assertEquals(
                    line,
                    Json.write(SnapshotJson.write(
                            SnapshotJson.read(Json.read(line, "test"), "test").orElseThrow())));
        }
    }

    @Test
    void aWarningIsPrintedOnceAndKept(@TempDir Path directory) throws Exception {
        Path run = directory.resolve("run");
        Cli.Result result = Cli.run(
                "train",
                "--data",
                "iris",
                "--hidden",
                "32,32,32,32,32,32",
                "--activation",
                "sigmoid",
                "--epochs",
                "3",
                "--diagnostics",
                "2",
                "--out",
                run.toString());
        List<String> warnings =
                result.out().lines().filter(line -> line.startsWith("warning")).toList();
        assertEquals(1, warnings.size(), result.out());
        assertTrue(
                warnings.getFirst().startsWith("warning      vanishing gradients in layers 1 (dense1), 2 (dense2)"),
                warnings.getFirst());
        assertTrue(looks(run).getFirst().contains("\"warnings\":[\"vanishing gradients in layers 1 (dense1)"));
        assertTrue(Cli.run("diagnose", run.toString()).out().contains("vanishing"));
    }

    @Test
    void withZeroNobodyLooks(@TempDir Path directory) throws Exception {
        Path run = directory.resolve("run");
        assertEquals(0, Cli.train(run, "--diagnostics", "0").exitCode());
        assertEquals(List.of(), looks(run));
        Cli.Result result = Cli.run("diagnose", run.toString());
        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains("nobody looked into this training. Train again without --diagnostics 0."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                          | history.jsonl:1: byte 1: not JSON
            {"diagnostics":{}}         | history.jsonl:1: "epoch" is missing or of the wrong kind
            {"diagnostics":{"epoch":1,"steps":0,"probeRows":1,"loss":1,"gradientNorm":1,"layers":[3]}} | "layers" is missing
            """)
    void aDamagedHistoryExplainsItself(String line, String complaint, @TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("history.jsonl"), line + "\n");
        Cli.Result result = Cli.run("diagnose", directory.toString());
        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains(complaint), result.err());
        assertEquals(1, result.errorLines().size());
    }

    @Test
    void aRunThatIsNotThereExplainsItself(@TempDir Path directory) {
        Cli.Result result = Cli.run("diagnose", directory.resolve("nothing").toString());
        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains("there is no such file. Expected the directory of a run"), result.err());
    }
}
