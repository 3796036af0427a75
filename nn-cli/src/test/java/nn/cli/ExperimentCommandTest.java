package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import nn.cli.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

    @Test
    void theListNamesThemAll() {
        Cli.Result result = Cli.run("experiment", "list");
        assertEquals(0, result.exitCode());
        assertEquals(Experiment.all().size(), result.out().lines().count());
        assertTrue(result.out().contains("signal-propagation"));
    }

    @Test
    void theSameSeedWritesTheSameFiles(@TempDir Path directory) throws Exception {
        Path one = directory.resolve("one");
        Path other = directory.resolve("other");
        Cli.Result result = Cli.run("experiment", "signal-propagation", "--out", one.toString(), "--threads", "2");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().startsWith("activation"), result.out());
        assertEquals(
                0,
                Cli.run("experiment", "signal-propagation", "--out", other.toString(), "--kernel", "scalar")
                        .exitCode());
        for (String file : new String[] {"signal-propagation.csv", "signal-propagation.svg"}) {
            assertEquals(Files.readString(one.resolve(file)), Files.readString(other.resolve(file)));
        }
        String csv = Files.readString(one.resolve("signal-propagation.csv"));
        assertEquals(1 + 9 * 10, csv.lines().count());
    }
}
