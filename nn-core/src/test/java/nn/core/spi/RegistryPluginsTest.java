package nn.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nn.core.NnException;
import nn.core.init.Initializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryPluginsTest {

    private static final String SERVICES = "META-INF/services/nn.core.spi.Provider";

    private static final String MODULE = """
            module com.example.plugin {
                requires nn.core;
                provides nn.core.spi.Provider with com.example.plugin.Halves.Provider;
            }
            """;

    private static final String HALVES = """
            package com.example.plugin;

            import java.lang.invoke.MethodHandles;
            import nn.core.init.Initializer;
            import nn.core.random.RandomKey;
            import nn.core.spi.*;

            public record Halves(double value) implements Initializer {
                @Override
                public void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from) {
                    java.util.Arrays.fill(weights, from, from + fanIn * fanOut, (float) value);
                }

                @Override
                public Spec spec() {
                    return Spec.of("halves", this, MethodHandles.lookup());
                }

                public static final class Provider implements nn.core.spi.Provider<Initializer> {
                    /* members */
                    public Class<Initializer> type() {
                        return Initializer.class;
                    }

                    public String name() {
                        return /* name */ "halves" /* end */;
                    }

                    public Initializer create(Settings settings, Registry registry) {
                        return /* create */ settings.toRecord(MethodHandles.lookup(), new Halves(0.5), registry) /* end */;
                    }
                }
            }
            """;

    private static final String NOBODY = """
            final class Nobody {
                private Nobody() {}

                static String name() {
                    throw new IllegalStateException("nobody");
                }
            }
            """;

    private final Registry registry = Registry.load();

    @TempDir
    Path directory;

    private PluginJar plugin() {
        return new PluginJar(directory);
    }

    private Path moduleJar(String source) throws IOException {
        return plugin().source("module-info.java", MODULE)
                .source("com/example/plugin/Halves.java", source)
                .jar("plugin.jar");
    }

    private static String replaced(String mark, String code) {
        String start = "/* " + mark + " */";
        int from = HALVES.indexOf(start);
        assertTrue(from > 0, mark);
        int end = mark.equals("members") ? from + start.length() : HALVES.indexOf("/* end */", from);
        return HALVES.substring(0, from) + code + HALVES.substring(end);
    }

    private String refusal(Path... jars) {
        NnException.Plugin refused = assertThrows(NnException.Plugin.class, () -> registry.withPlugins(List.of(jars)));
        String message = refused.getMessage();
        assertFalse(message.isBlank());
        assertTrue(message.lines().count() == 1 && message.length() <= NnException.MAX_LENGTH, message);
        return message.replace(directory.toString(), "DIR");
    }

    private void assertWorks(Registry extended, String origin) {
        Initializer halves = extended.create(Initializer.class, Spec.parse("halves:value=0.25"));
        float[] weights = new float[6];
        halves.fill(null, 2, 2, weights, 1);
        assertEquals(0f, weights[0]);
        assertEquals(0.25f, weights[1]);
        assertEquals(0.25f, weights[4]);
        assertEquals(0f, weights[5]);
        assertTrue(
                extended.entries()
                        .contains(new Registry.Entry(
                                "initializer", "halves", "com.example.plugin.Halves$Provider", origin)),
                extended.entries().toString());
        assertThrows(NnException.Configuration.class, () -> registry.create(Initializer.class, Spec.of("halves")));
    }

    @Test
    void findsAModularJar() throws IOException {
        assertWorks(registry.withPlugins(List.of(moduleJar(HALVES))), "com.example.plugin");
    }

    @Test
    void findsAPlainJarByItsServices() throws IOException {
        Path jar = plugin().source("com/example/plugin/Halves.java", HALVES)
                .file(SERVICES, "com.example.plugin.Halves$Provider\n")
                .jar("halves-1.2.jar");
        assertWorks(registry.withPlugins(List.of(jar)), "halves@1.2");
    }

    @Test
    void findsADirectoryOfClasses() throws IOException {
        Path classes = plugin().source("module-info.java", MODULE)
                .source("com/example/plugin/Halves.java", HALVES)
                .classes();
        assertWorks(registry.withPlugins(List.of(classes)), "com.example.plugin");
    }

    @Test
    void withoutJarsStaysTheSame() {
        assertSame(registry, registry.withPlugins(List.of()));
    }

    @Test
    void addsPluginsToPlugins() throws IOException {
        Registry first = registry.withPlugins(List.of(moduleJar(HALVES)));
        Path other = directory.resolve("other");
        Path jar = new PluginJar(other)
                .source(
                        "com/example/other/Thirds.java",
                        HALVES.replace("Halves", "Thirds")
                                .replace("com.example.plugin", "com.example.other")
                                .replace("\"halves\"", "\"thirds\""))
                .file(SERVICES, "com.example.other.Thirds$Provider\n")
                .jar("thirds.jar");
        Registry both = first.withPlugins(List.of(jar));
        assertWorks(both, "com.example.plugin");
        assertEquals(
                "thirds",
                both.create(Initializer.class, Spec.of("thirds")).spec().name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name    | null                        | its name() is null
                    name    | "Halves!"                   | its name "Halves!" is not made of lower-case letters, digits and single hyphens
                    name    | "line\\nbreak"              | its name "line\\nbreak" is not made of lower-case letters
                    name    | "he-normal"                 | the initializer "he-normal" is already provided by nn.core.init.HeNormal$Provider
                    name    | Nobody.name()               | its name() failed: java.lang.IllegalStateException: nobody
                    members | public Provider() { throw new IllegalStateException("no\\nlicense"); }      | java.lang.IllegalStateException: no\\nlicense
                    members | public Provider() throws java.io.IOException { throw new java.io.IOException("no file"); } | java.io.IOException: no file
                    members | static final int X = Integer.parseInt("x");                                 | java.lang.NumberFormatException: For input string: "x"
                    members | public java.util.List<String> aliases() { return null; }                    | its aliases() is null
                    members | public java.util.List<String> aliases() { return java.util.List.of("A"); }  | its name "A" is not made of
                    """)
    void aProviderThatCannotBeUsedIsNamedWithTheReason(String mark, String code, String reason) throws IOException {
        String message = refusal(moduleJar(replaced(mark, code) + NOBODY));
        String start = "Plugin DIR/plugin.jar: com.example.plugin.Halves$Provider cannot be used: " + reason;
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void aProviderWithoutAPublicConstructorIsNamed() throws IOException {
        Path jar = plugin().source(
                        "com/example/plugin/Halves.java", replaced("members", "private Provider(int number) {}"))
                .file(SERVICES, "com.example.plugin.Halves$Provider\n")
                .jar("plugin.jar");
        String message = refusal(jar);
        assertTrue(message.startsWith("Plugin DIR/plugin.jar: ") && message.contains("Halves$Provider"), message);
    }

    private String failureToCreate(String source) throws IOException {
        Registry extended = registry.withPlugins(List.of(moduleJar(source)));
        return assertThrows(NnException.Plugin.class, () -> extended.create(Initializer.class, Spec.of("halves")))
                .getMessage();
    }

    @Test
    void createMustMakeSomething() throws IOException {
        assertEquals(
                "com.example.plugin.Halves$Provider.create returned null, expected a nn.core.init.Initializer.",
                failureToCreate(replaced("create", "null")));
    }

    @Test
    void createMustNotThrow() throws IOException {
        assertEquals(
                "com.example.plugin.Halves$Provider.create failed: java.lang.IllegalStateException: nobody",
                failureToCreate(replaced("create", "new Halves(Nobody.name().length())") + NOBODY));
    }

    @Test
    void createMustMakeTheKindThatTheProviderNames() throws IOException {
        String source = replaced("create", "\"text\"")
                .replace("public static final class", "@SuppressWarnings(\"rawtypes\")\npublic static final class")
                .replace("nn.core.spi.Provider<Initializer>", "nn.core.spi.Provider")
                .replace("public Initializer create", "public Object create");
        assertEquals(
                "com.example.plugin.Halves$Provider.create returned a java.lang.String, expected a nn.core.init.Initializer.",
                failureToCreate(source));
    }

    @Test
    void aMissingJarIsNamed() {
        assertEquals("Plugin DIR/none.jar: no such file.", refusal(directory.resolve("none.jar")));
    }

    @Test
    void aFileThatIsNoJarIsNamed() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jar"), "not a jar");
        assertTrue(refusal(text).startsWith("Plugin DIR/text.jar is not a jar: "), refusal(text));
        Path empty = Files.createFile(directory.resolve("empty.jar"));
        assertTrue(refusal(empty).startsWith("Plugin DIR/empty.jar is not a jar: "), refusal(empty));
    }

    @Test
    void aTruncatedJarIsNamed() throws IOException {
        Path jar = moduleJar(HALVES);
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertTrue(refusal(jar).startsWith("Plugin DIR/plugin.jar is not a jar: "), refusal(jar));
    }

    @Test
    void aJarThatProvidesNothingIsNamedWithTheWayOut() throws IOException {
        Path jar = plugin().source("com/example/plugin/Halves.java", HALVES).jar("plugin.jar");
        assertTrue(refusal(jar).startsWith("Plugin DIR/plugin.jar provides no component. Its module-info needs"));
    }

    @Test
    void aServiceFileThatNamesNoClassIsNamed() throws IOException {
        Path jar = plugin().source("com/example/plugin/Halves.java", HALVES)
                .file(SERVICES, "com.example.plugin.Thirds\n")
                .jar("plugin.jar");
        String message = refusal(jar);
        assertTrue(message.startsWith("Plugin DIR/plugin.jar") && message.contains("Thirds"), message);
    }

    @Test
    void aModuleThatNeedsAMissingOneIsNamedWithIt() throws IOException {
        Path needed = new PluginJar(directory.resolve("needed"))
                .source("module-info.java", "module com.example.needed {}")
                .classes();
        Path jar = plugin().source(
                        "module-info.java",
                        MODULE.replace("requires nn.core;", "requires nn.core; requires com.example.needed;"))
                .source("com/example/plugin/Halves.java", HALVES)
                .compiledWith(needed)
                .jar("plugin.jar");
        assertEquals(
                "Plugin DIR/plugin.jar cannot be loaded: Module com.example.needed not found, required by com.example.plugin",
                refusal(jar));
        assertWorks(registry.withPlugins(List.of(jar, needed)), "com.example.plugin");
    }

    @ParameterizedTest
    @CsvSource({"module-info.class", "com/example/plugin/Halves$Provider.class", "com/example/plugin/Halves.class"})
    void aClassFileOfALaterJavaIsNamed(String file) throws IOException {
        moduleJar(HALVES);
        Path classes = directory.resolve("classes");
        byte[] bytes = Files.readAllBytes(classes.resolve(file));
        bytes[7] = 99;
        Files.write(classes.resolve(file), bytes);
        String message = refusal(classes);
        assertTrue(message.startsWith("Plugin DIR/classes") && message.contains("99"), message);
    }

    @Test
    void aPluginThatWasRejectedBeforeIsNoReasonToRefuseAnother() throws IOException {
        Path good = moduleJar(HALVES);
        Registry extended = registry.withPlugins(List.of(good));
        assertEquals(List.of(), extended.rejected());
        // The same jar again brings nothing new.
        NnException.Plugin refused = assertThrows(NnException.Plugin.class, () -> extended.withPlugins(List.of(good)));
        assertTrue(refused.getMessage().contains("plugin.jar"), refused.getMessage());
    }
}
