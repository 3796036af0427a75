package nn.core.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** Compiles a source against this module's classes, for tests of what does or does not compile and of classes made on the fly. */
public final class JavaCompilation {

    /** The classes of this module; tests run in the module's directory. */
    public static final Path CLASSES = Path.of("target", "classes");

    /** The classes of its tests. */
    public static final Path TEST_CLASSES = Path.of("target", "test-classes");

    /**
     * What came of it.
     *
     * @param succeeded whether there are class files
     * @param messages the compiler's
     */
    public record Result(boolean succeeded, String messages) {}

    private JavaCompilation() {}

    /**
     * Compiles one source.
     *
     * @param directory where classes go; the source is written below it as well
     * @param className the qualified name of the top-level class
     * @param source its text
     */
    public static Result compile(Path directory, String className, String source) throws IOException {
        Path file = directory.resolve("source").resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-nowarn",
                "-cp",
                CLASSES.toString(),
                "-d",
                directory.toString(),
                file.toString());
        int status = javac.run(out, out, options.toArray(String[]::new));
        out.flush();
        return new Result(status == 0, messages.toString());
    }
}
