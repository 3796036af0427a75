package nn.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nn.core.model.Json;

/** The command line inside this process. */
final class Cli {

    private Cli() {}

    /** What a command printed, and its exit code. */
    record Result(int exitCode, String out, String err) {

        List<String> errorLines() {
            return err.lines().toList();
        }

        /** The last line of standard output, which is JSON. */
        @SuppressWarnings("unchecked") // A JSON object is a map with text keys.
        Map<String, Object> json() {
            return (Map<String, Object>) Json.read(out.lines().toList().getLast(), "output");
        }
    }

    static Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Trains a small network on iris; further arguments come last. */
    static Result train(Path out, String... more) {
        Stream<String> basics = Stream.of(
                "train",
                "--data",
                "iris",
                "--hidden",
                "8",
                "--epochs",
                "3",
                "--kernel",
                "scalar",
                "--out",
                out.toString());
        return run(Stream.concat(basics, Stream.of(more)).toArray(String[]::new));
    }

    /** Everything below a directory, with the sizes of files. */
    static List<String> listing(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted()
                    .map(file ->
                            directory.relativize(file) + " " + file.toFile().length())
                    .toList();
        }
    }
}
