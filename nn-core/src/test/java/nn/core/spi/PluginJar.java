package nn.core.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Writes, compiles and packs plugins as their authors would, with nothing but the JDK's tools. */
final class PluginJar {

    private final Path directory;
    private final TreeMap<String, String> sources = new TreeMap<>();
    private final TreeMap<String, byte[]> others = new TreeMap<>();
    private String modulePath = System.getProperty("jdk.module.path");

    PluginJar(Path directory) {
        this.directory = directory;
    }

    /** Adds a source file with its path below the source directory. */
    PluginJar source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    /** Adds a file that is not compiled. */
    PluginJar file(String path, String text) {
        others.put(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return this;
    }

    /** Lets the compiler see a further directory of modules. */
    PluginJar compiledWith(Path modules) {
        modulePath += java.io.File.pathSeparator + modules;
        return this;
    }

    Path classes() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "--release", "25", "-Xlint:all", "-Werror", "-d", classes.toString(), "--module-path", modulePath));
        if (!sources.containsKey("module-info.java")) {
            arguments.addAll(List.of("--add-modules", "nn.core"));
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = directory.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new AssertionError("javac: " + output);
        }
        return classes;
    }

    /** The finished jar. */
    Path jar(String name) throws IOException {
        Path classes = classes();
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Map.Entry<String, byte[]> other : others.entrySet()) {
                add(entries, other.getKey(), other.getValue());
            }
        }
        return jar;
    }

    private static void add(JarOutputStream entries, String path, byte[] bytes) throws IOException {
        entries.putNextEntry(new JarEntry(path.replace('\\', '/')));
        entries.write(bytes);
        entries.closeEntry();
    }
}
