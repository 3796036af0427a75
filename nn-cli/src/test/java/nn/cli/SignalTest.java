package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import nn.core.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, as a terminal or a scheduler stops it. */
class SignalTest {

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aSignalEndsTrainingWithTheModelSaved() throws IOException, InterruptedException {
        Path out = directory.resolve("run");
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--module",
                        "nn.cli/nn.cli.Main",
                        "train",
                        "--data=digits",
                        "--kernel=scalar",
                        "--epochs=1000000",
                        "--early-stopping=0",
                        "--out=" + out)
                .redirectOutput(directory.resolve("output").toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            while (process.isAlive() && !hasHistory(out)) {
                Thread.sleep(20);
            }
            process.destroy(); // SIGTERM
            assertEquals(143, process.waitFor(), () -> read(errors));
        } finally {
            process.destroyForcibly();
        }
        assertTrue(read(errors).contains("Stopping after this step"), read(errors));
        assertFalse(read(errors).contains("nn: "), read(errors));
        assertTrue(Model.load(out.resolve("model.safetensors")).network().parameters().length > 0);
        assertTrue(Files.exists(out.resolve("run.json")));
    }

    private static boolean hasHistory(Path out) throws IOException {
        Path history = out.resolve("history.jsonl");
        return Files.exists(history) && Files.size(history) > 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
