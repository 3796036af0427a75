package nn.cli.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a plugin in {@code examples/plugin-activation}, built and used as its page tells. */
class PluginIT {

    private static final Path EXAMPLE = Outside.ROOT.resolve("examples").resolve("plugin-activation");
    private static final Path SOURCES = EXAMPLE.resolve("src/main/java");
    private static final Path ACTIVATION = SOURCES.resolve("com/example/squareplus/Squareplus.java");
    private static final Path SERVICES = EXAMPLE.resolve("src/main/resources");

    @TempDir
    static Path directory;

    private static Path moduleJar;
    private static Path plainJar;

    @BeforeAll
    static void build() {
        List<String> modules = List.of("--module-path", Outside.MODULES.toString());
        Path classes =
                Outside.compile(directory.resolve("classes"), modules, SOURCES.resolve("module-info.java"), ACTIVATION);
        moduleJar = jar("squareplus.jar", classes);
        Path plain = Outside.compile(
                directory.resolve("plain"), List.of("--class-path", Outside.path(Outside.jars("nn-core"))), ACTIVATION);
        plainJar = jar("squareplus-plain-1.0.jar", plain);
    }

    private static Path jar(String name, Path classes) {
        Path jar = directory.resolve(name);
        Outside.tool("jar", List.of("-c", "-f", "" + jar, "-C", "" + classes, ".", "-C", "" + SERVICES, "."));
        return jar;
    }

    @Test
    void aModularJarIsListedWithItsModule() {
        assertListed("com.example.squareplus", Outside.nn(directory, "plugins", "--plugins", moduleJar.toString()));
    }

    @Test
    void aPlainJarIsListedAsAnAutomaticModule() {
        assertListed("squareplus.plain@1.0", Outside.nn(directory, "plugins", "--plugins", plainJar.toString()));
    }

    @Test
    void onTheClassPathItIsListedToo() {
        List<Path> classPath = new ArrayList<>(Outside.allJars());
        classPath.add(moduleJar);
        assertListed(
                "class path",
                Outside.java(directory, List.of("--class-path", Outside.path(classPath), "nn.cli.Main", "plugins")));
        assertListed(
                "class path",
                Outside.java(
                        directory,
                        List.of(
                                "--class-path",
                                Outside.path(Outside.allJars()),
                                "nn.cli.Main",
                                "plugins",
                                "--plugins",
                                moduleJar.toString())));
    }

    private static void assertListed(String module, Outside.Result result) {
        assertTrue(
                result.success()
                        .lines()
                        .anyMatch(line -> line.matches("activation +squareplus +com\\.example\\.squareplus\\.Squareplus"
                                + "\\$Provider +" + module)),
                result.out());
    }

    @Test
    void itTrainsAndItsModelNeedsItAgain() {
        Outside.Result run = Outside.nn(
                directory,
                "train",
                "--plugins",
                moduleJar.toString(),
                "--activation",
                "squareplus:b=2",
                "--data",
                "moons",
                "--epochs",
                "10",
                "--out",
                "run",
                "--json");
        assertTrue(Double.parseDouble(run.json("accuracy")) > 0.8, run.out());
        String model = "run/model.safetensors";
        Outside.nn(directory, "evaluate", "--plugins", moduleJar.toString(), "--model", model, "--data", "moons")
                .success();
        String line = Outside.nn(directory, "evaluate", "--model", model, "--data", "moons")
                .failure(4);
        assertTrue(line.contains("squareplus") && line.contains("--plugins"), line);
    }

    @Test
    void aWrongDerivativeIsFoundAndNamed() throws IOException {
        List<String> arguments =
                List.of("check-gradients", "--data", "moons", "--activation", "squareplus", "--hidden", "5", "--json");
        Outside.Result right = check(moduleJar, arguments);
        assertEquals("true", right.json("passed"));
        Path wrongJar = patched("wrong.jar", "dz[i] = ", "dz[i] = 1.01f * ");
        Outside.Result wrong = check(wrongJar, arguments);
        assertEquals(1, wrong.exitCode(), wrong.out() + wrong.err());
        assertTrue(wrong.out().contains("\"passed\":false"), wrong.out());
        assertTrue(wrong.err().contains("FAILED       worst error 0.00"), wrong.err());
        assertTrue(wrong.err().contains("← over 2.0E-5"), wrong.err());
    }

    private static Outside.Result check(Path jar, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--plugins", jar.toString()));
        return Outside.nn(directory, all.toArray(String[]::new));
    }

    /** The example with a mistake in it. */
    private static Path patched(String name, String right, String wrong) throws IOException {
        Path work = Files.createDirectories(directory.resolve(name + ".work"));
        String source = Files.readString(ACTIVATION);
        assertTrue(source.contains(right), source);
        Path file = Files.writeString(work.resolve("Squareplus.java"), source.replace(right, wrong));
        Path classes = Outside.compile(
                work.resolve("classes"), List.of("--class-path", Outside.path(Outside.jars("nn-core"))), file);
        return jar(name, classes);
    }

    @Test
    void oneThatBreaksItsContractEndsTheRun() throws IOException {
        Path jar = patched("bad.jar", "a[i] = ", "a[i + 1] = ");
        String line = Outside.nn(
                        directory,
                        "train",
                        "--plugins",
                        jar.toString(),
                        "--activation",
                        "squareplus",
                        "--data",
                        "moons",
                        "--out",
                        "bad-run",
                        "--json")
                .failure(7);
        assertTrue(
                line.startsWith(
                        "nn: Plugin com.example.squareplus.Squareplus in an activation layer: forward left out a[from + 0] "),
                line);
    }

    @Test
    void aMissingJarEndsTheRun() {
        assertEquals(
                "nn: Plugin none.jar: no such file.",
                Outside.nn(directory, "plugins", "--plugins", "none.jar").failure(7));
    }

    /** The example's own tests, run without Maven: each method with {@code @Test} on a new instance. */
    @Test
    void itsOwnTestsPass() throws IOException {
        String runner = """
                import java.lang.reflect.Method;
                import org.junit.jupiter.api.Test;

                final class Runner {
                    private Runner() {}

                    public static void main(String[] arguments) throws Exception {
                        Class<?> tests = Class.forName(arguments[0]);
                        int count = 0;
                        for (Method method : tests.getDeclaredMethods()) {
                            if (method.isAnnotationPresent(Test.class)) {
                                var constructor = tests.getDeclaredConstructor();
                                constructor.setAccessible(true);
                                method.setAccessible(true);
                                method.invoke(constructor.newInstance());
                                count++;
                            }
                        }
                        System.out.println(count);
                    }
                }
                """;
        List<Path> classPath = new ArrayList<>(Outside.allJars());
        Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
                .flatMap(path -> Stream.of(path.split(java.io.File.pathSeparator)))
                .filter(jar -> jar.matches(".*(junit|opentest4j|apiguardian|jspecify)[^/]*\\.jar"))
                .map(Path::of)
                .forEach(classPath::add);
        classPath.add(plainJar);
        Path test = EXAMPLE.resolve("src/test/java/com/example/squareplus/SquareplusTest.java");
        Path file = Files.writeString(directory.resolve("Runner.java"), runner);
        Path classes = directory.resolve("tests");
        Outside.compile(classes, List.of("--class-path", Outside.path(classPath)), test, file);
        classPath.add(classes);
        String count = Outside.java(
                        directory,
                        List.of(
                                "--class-path",
                                Outside.path(classPath),
                                "Runner",
                                "com.example.squareplus.SquareplusTest"))
                .success();
        long expected =
                Files.readString(test).lines().filter("    @Test"::equals).count();
        assertTrue(expected > 0);
        assertEquals(expected, Long.parseLong(count.lines().reduce("", (line, next) -> next)));
    }
}
