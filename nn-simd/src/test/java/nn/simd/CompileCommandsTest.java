package nn.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JVM does not tell when a pattern of {@code compile-commands} fits no method any more; this does. */
class CompileCommandsTest {

    private static final Pattern CLASS_AND_METHOD = Pattern.compile("\\S+ ([\\w.*]+)::([\\w*]+) .*");

    @Test
    void everyPatternFitsAMethod() throws Exception {
        List<String> ours = methods(classesOfThisPackage());
        List<String> jdk = methods(classesOfVectorModule());
        List<String> lambdas = lambdasOfVectorModule();
        List<String> lines = Files.readAllLines(Path.of("compile-commands")).stream()
                .filter(line -> line.contains("::"))
                .toList();
        assertFalse(lines.isEmpty());
        List<String> unfit = new ArrayList<>();
        for (String line : lines) {
            Pattern pattern = pattern(line);
            if (Stream.of(ours, jdk, lambdas).flatMap(List::stream).noneMatch(pattern.asMatchPredicate())) {
                unfit.add(line);
            }
        }
        assertEquals(List.of(), unfit);
    }

    private static Pattern pattern(String line) {
        var parts = CLASS_AND_METHOD.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("A line of another form: " + line);
        }
        String method = parts.group(1) + "::" + parts.group(2);
        return Pattern.compile(Pattern.quote(method).replace("*", "\\E.*\\Q"));
    }

    private static List<String> methods(List<Class<?>> classes) {
        return classes.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> method.getDeclaringClass().getName() + "::" + method.getName())
                .toList();
    }

    private static List<Class<?>> classesOfThisPackage() throws Exception {
        Path classes = Path.of(VectorKernel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return classes(classes.resolve("nn/simd"), "nn.simd");
    }

    private static List<Class<?>> classesOfVectorModule() throws IOException {
        FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
        return classes(modules.getPath("/modules/jdk.incubator.vector/jdk/incubator/vector"), "jdk.incubator.vector");
    }

    /** Classes of lambdas have no names to look up; their methods are those of the interfaces that stand for vector operations. */
    private static List<String> lambdasOfVectorModule() throws IOException {
        FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
        Path directory = modules.getPath("/modules/java.base/jdk/internal/vm/vector");
        return classes(directory, "jdk.internal.vm.vector").stream()
                .filter(Class::isInterface)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> "jdk.incubator.vector.Lambda::" + method.getName())
                .toList();
    }

    private static List<Class<?>> classes(Path directory, String packageName) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .<Class<?>>map(name -> load(packageName + '.' + name.substring(0, name.length() - 6)))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, CompileCommandsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
