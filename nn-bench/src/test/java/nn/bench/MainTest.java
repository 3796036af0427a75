package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws IOException {
        return Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gemm --bogus",
                "gemm W1",
                "gemm --threads",
                "gemm --threads 0",
                "gemm --rounds x",
                "gemm --shapes W9",
                "gemm --shapes 3x4",
                "gemm --kernels fast",
                "gemm --against blast",
                "gemm --json --json",
                "functions --functions sinh",
                "functions --sizes L7",
                "functions --kernels fast",
                "functions --threads 2",
                "workload",
                "workload W9",
                "workload W1 --threads none",
                "workload W1 --kernel fast",
                "workload W1 --json",
                "nonsense",
                "--nonsense"
            })
    void wrongArgumentsGiveOneLineAndCode2(String line) throws IOException {
        assertEquals(2, run(line.split(" ")));
        String message = err.toString(StandardCharsets.UTF_8);
        assertTrue(message.startsWith("nn bench: "), message);
        assertEquals(1, message.lines().count(), message);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLibraryThatIsNotThereGivesOneLineAndCode3() throws IOException {
        assertEquals(3, run("gemm", "--against", "/nowhere/libopenblas.so", "--shapes", "3x4x5"));
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void helpNamesEveryCommandWorkloadAndOption() throws IOException {
        assertEquals(0, run("help"));
        String text = out.toString(StandardCharsets.UTF_8);
        Stream.of(
                        "gemm",
                        "functions",
                        "workload",
                        "--against",
                        "--shapes",
                        "--threads",
                        "--kernels",
                        "--kernel",
                        "--rounds",
                        "--json",
                        "--functions",
                        "--sizes",
                        "W1 to W5",
                        "COLD",
                        "INF",
                        "exit codes")
                .forEach(word -> assertTrue(text.contains(word), word));
    }

    @Test
    void noArgumentsGiveTheUsageAndCode2() throws IOException {
        assertEquals(2, run());
        assertEquals(Main.USAGE, err.toString(StandardCharsets.UTF_8));
    }
}
