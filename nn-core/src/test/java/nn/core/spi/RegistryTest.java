package nn.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.activation.Activation;
import nn.core.activation.Elu;
import nn.core.activation.Relu;
import nn.core.check.JavaCompilation;
import nn.core.optim.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

    private static final Registry REGISTRY = Registry.load();

    @TempDir
    private Path directory;

    @Test
    void makesAComponentByNameWithItsSettings() {
        assertEquals(new Relu(), REGISTRY.create(Activation.class, Spec.of("relu")));
        assertEquals(new Elu(0.25), REGISTRY.create(Activation.class, Spec.parse("elu:alpha=0.25")));
    }

    @Test
    void anUnknownNameListsTheKnown() {
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class, () -> REGISTRY.create(Activation.class, Spec.of("rellu")));
        assertTrue(e.getMessage().startsWith("Unknown activation \"rellu\". Is its module"), e.getMessage());
        assertTrue(e.getMessage().contains("--plugins? Available: celu, elu, gaussian, "), e.getMessage());
        for (Provider<Activation> provider : REGISTRY.providers(Activation.class)) {
            assertTrue(e.getMessage().contains(provider.name()), e.getMessage());
        }
    }

    @Test
    void aNameOfAnotherKindIsUnknown() {
        assertThrows(NnException.Configuration.class, () -> REGISTRY.create(Activation.class, Spec.of("dense")));
    }

    @Test
    void entriesAreSortedByKindAndName() {
        List<String> names =
                REGISTRY.entries().stream().map(e -> e.kind() + " " + e.name()).toList();
        assertEquals(names.stream().sorted().toList(), names);
        assertTrue(names.contains("matrix-kernel scalar"), names.toString());
        assertTrue(REGISTRY.entries().stream().allMatch(e -> e.origin().startsWith("nn.core")));
    }

    @Test
    void noPluginsLeaveTheRegistryAsItIs() {
        assertSame(REGISTRY, REGISTRY.withPlugins(List.of()));
    }

    /** A schedule with a body of its own for the provider's create and a name. */
    private Path plugin(String className, String name, String constructor, String create) throws IOException {
        String source = """
                package plugin.%1$s;
                import nn.core.optim.Schedule;
                import nn.core.spi.*;
                public class %1$s implements Provider<Schedule> {
                    public %1$s() { %3$s }
                    @Override public Class<Schedule> type() { return Schedule.class; }
                    @Override public String name() { return %2$s; }
                    @Override public Schedule create(Settings settings, Registry registry) { %4$s }
                    public record Half() implements Schedule {
                        @Override public double factor(long step, long stepsPerEpoch, long totalSteps) { return 0.5; }
                        @Override public Spec spec() { return Spec.of(%2$s); }
                    }
                }
                """.formatted(className, name, constructor, create);
        String qualified = "plugin." + className + "." + className;
        Path classes = directory.resolve(className);
        JavaCompilation.Result result = JavaCompilation.compile(classes, qualified, source);
        assertTrue(result.succeeded(), result.messages());
        return jar(className, qualified, classes);
    }

    private Path jar(String name, String providerClass, Path classes) throws IOException {
        Path jar = directory.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
            entries.putNextEntry(new JarEntry("META-INF/services/" + Provider.class.getName()));
            entries.write(providerClass.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    @Test
    void aPluginAddsItsComponent() throws Exception {
        Registry extended = REGISTRY.withPlugins(List.of(plugin("Good", "\"half\"", "", "return new Half();")));
        assertEquals(0.5, extended.create(Schedule.class, Spec.of("half")).factor(1, 1, 1));
        assertEquals(REGISTRY.entries().size() + 1, extended.entries().size());
        assertThrows(NnException.Configuration.class, () -> REGISTRY.create(Schedule.class, Spec.of("half")));
    }

    private NnException.Plugin refused(Path... jars) {
        NnException.Plugin e = assertThrows(NnException.Plugin.class, () -> REGISTRY.withPlugins(List.of(jars)));
        assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
        return e;
    }

    @Test
    void aPluginThatTakesAKnownNameIsRefusedNamingTheOther() throws Exception {
        NnException.Plugin e = refused(plugin("Clash", "\"constant\"", "", "return new Half();"));
        assertTrue(e.getMessage().contains("plugin.Clash.Clash"), e.getMessage());
        assertTrue(
                e.getMessage().contains("\"constant\" is already provided by nn.core.optim.ConstantRate$Provider"),
                e.getMessage());
    }

    @Test
    void twoPluginsOfOneNameAreRefused() throws Exception {
        NnException.Plugin e = refused(
                plugin("One", "\"half\"", "", "return new Half();"),
                plugin("Two", "\"half\"", "", "return new Half();"));
        assertTrue(e.getMessage().contains("plugin.One.One") && e.getMessage().contains("plugin.Two.Two"));
    }

    @Test
    void aPluginWhoseConstructorThrowsIsRefusedWithTheReason() throws Exception {
        String thrower = "if (true) throw new IllegalStateException(\"no licence\");";
        NnException.Plugin e = refused(plugin("Thrower", "\"half\"", thrower, "return new Half();"));
        assertTrue(e.getMessage().contains("plugin.Thrower.Thrower"), e.getMessage());
        assertTrue(e.getMessage().contains("no licence"), e.getMessage());
    }

    @Test
    void aPluginWithABadNameIsRefused() throws Exception {
        for (String name : List.of("\"Half\"", "\"\"", "\"a--b\"", "\"a\\n\"", "null")) {
            NnException.Plugin e = refused(plugin("Bad" + name.hashCode() % 7, name, "", "return new Half();")
                    .toAbsolutePath());
            assertTrue(e.getMessage().contains("lower-case letters"), e.getMessage());
        }
    }

    @Test
    void aPluginWhoseNameThrowsIsRefused() throws Exception {
        NnException.Plugin e =
                refused(plugin("NameThrower", "String.valueOf(1 / \"\".length())", "", "return new Half();"));
        assertTrue(e.getMessage().contains("plugin.NameThrower.NameThrower"), e.getMessage());
        assertTrue(e.getMessage().contains("by zero"), e.getMessage());
    }

    @Test
    void aPluginThatFailsWhenAskedIsNamed() throws Exception {
        Registry thrower = REGISTRY.withPlugins(
                List.of(plugin("Late", "\"late\"", "", "throw new IllegalStateException(\"out of order\");")));
        NnException.Plugin e =
                assertThrows(NnException.Plugin.class, () -> thrower.create(Schedule.class, Spec.of("late")));
        assertTrue(e.getMessage().contains("plugin.Late.Late.create failed"), e.getMessage());
        assertTrue(e.getMessage().contains("out of order"), e.getMessage());
        Registry nothing = REGISTRY.withPlugins(List.of(plugin("Nothing", "\"nothing\"", "", "return null;")));
        e = assertThrows(NnException.Plugin.class, () -> nothing.create(Schedule.class, Spec.of("nothing")));
        assertTrue(e.getMessage().contains("returned null"), e.getMessage());
    }

    @Test
    void whatIsNoPluginIsRefused() throws Exception {
        assertTrue(refused(directory.resolve("missing.jar")).getMessage().contains("no such file"));
        refused(Files.writeString(directory.resolve("text.jar"), "no zip"));
        Path empty = directory.resolve("empty.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(empty))) {
            jar.putNextEntry(new JarEntry("readme.txt"));
        }
        assertTrue(refused(empty).getMessage().contains("provides no component"));
    }
}
