package nn.cli.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the JDK's tools and the program as a user does. */
final class Outside {

    /** The root of the project. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** All jars of the program. */
    static final Path MODULES = Path.of("target", "modules").toAbsolutePath();

    /** The line that the JVM prints about the Vector API, and that nothing silences. */
    static final String INCUBATOR = "WARNING: Using incubator modules: jdk.incubator.vector";

    /** The Java that runs the tests. */
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Outside() {}

    /**
     * What a process left.
     *
     * @param exitCode its exit code
     * @param out its standard output
     * @param err its standard error without the line about the Vector API
     * @param warned whether there was that line
     */
    record Result(int exitCode, String out, String err, boolean warned) {

        /** The standard output of a process that must have succeeded. */
        String success() {
            assertEquals(0, exitCode, out + err);
            return out;
        }

        /** The last line of a process that must have failed: the one that says why. */
        String failure(int expectedCode) {
            assertEquals(expectedCode, exitCode, out + err);
            List<String> lines = err.lines().toList();
            assertEquals(
                    1, lines.stream().filter(line -> line.startsWith("nn: ")).count(), err);
            return lines.getLast();
        }

        /** The value of a key in the JSON object that is the last line. */
        String json(String key) {
            String last = success().lines().reduce("", (line, next) -> next);
            Matcher value =
                    Pattern.compile("\"" + key + "\":(\"[^\"]*\"|[^,}]*)").matcher(last);
            assertTrue(value.find(), key + " in " + last);
            return value.group(1).replace("\"", "");
        }
    }

    /** Runs Java in a directory. */
    static Result java(Path directory, List<String> arguments) {
        return run(directory, JAVA, arguments);
    }

    /** Runs the program in a directory. */
    static Result nn(Path directory, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("--module-path", MODULES.toString(), "--module", "nn.cli/nn.cli.Main"));
        all.addAll(List.of(arguments));
        return java(directory, all);
    }

    /** Runs any program; what it prints goes to files in the directory. */
    static Result run(Path directory, Path program, List<String> arguments) {
        return finish(directory, start(directory, program, arguments), 120);
    }

    /** Starts any program; what it prints goes to files in the directory. */
    static Process start(Path directory, Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectError(directory.resolve("err.txt").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command), e);
        }
    }

    /** What a process left that was started in a directory. */
    static Result finish(Path directory, Process process, int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Not done after " + seconds + " s: " + process.info());
            }
            List<String> errors = Files.readAllLines(directory.resolve("err.txt"));
            boolean warned = errors.remove(INCUBATOR);
            return new Result(
                    process.exitValue(),
                    Files.readString(directory.resolve("out.txt")),
                    String.join("\n", errors),
                    warned);
        } catch (IOException e) {
            throw new AssertionError(process.info().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Runs a tool of the JDK in this process; it must succeed. */
    static void tool(String name, List<String> arguments) {
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output);
        int status = ToolProvider.findFirst(name).orElseThrow().run(out, out, arguments.toArray(String[]::new));
        assertEquals(0, status, name + " " + String.join(" ", arguments) + "\n" + output);
    }

    /** Compiles sources without a warning. */
    static Path compile(Path classes, List<String> options, Path... sources) {
        List<String> arguments =
                new ArrayList<>(List.of("--release", "25", "-Xlint:all", "-Werror", "-d", classes.toString()));
        arguments.addAll(options);
        Stream.of(sources).map(Path::toString).forEach(arguments::add);
        tool("javac", arguments);
        return classes;
    }

    /** The jars of the program with these names, versions aside. */
    static List<Path> jars(String... names) {
        return Stream.of(names).map(Outside::jar).toList();
    }

    private static Path jar(String name) {
        return allJars().stream()
                .filter(jar -> jar.getFileName().toString().matches(name + "-[0-9].*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + allJars()));
    }

    static List<Path> allJars() {
        try (Stream<Path> files = Files.list(MODULES)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("The program is not packaged.", e);
        }
    }

    /** A class path or module path. */
    static String path(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** The size of all files below a directory, in MB. */
    static double megabytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }
}
