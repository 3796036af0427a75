package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module may know which, and what each shows: the table of the architecture, held against the compiled descriptors. */
class ModuleArrowsTest {

    /** Every module and what it requires beside java.base and what may be missing at run time. */
    static final List<Arguments> ARROWS = List.of(
            Arguments.of("nn-core", List.of("org.slf4j", "tools.jackson.core")),
            Arguments.of("nn-simd", List.of("nn.core", "jdk.incubator.vector")),
            Arguments.of("nn-optimizers", List.of("nn.core")),
            Arguments.of("nn-data", List.of("nn.core", "de.siegmar.fastcsv")),
            Arguments.of(
                    "nn-cli",
                    List.of(
                            "nn.core",
                            "nn.data",
                            "info.picocli",
                            "org.snakeyaml.engine",
                            "org.slf4j",
                            "ch.qos.logback.classic",
                            "ch.qos.logback.core", // its appender extends a class from there
                            "jdk.unsupported")), // hears of a second signal
            Arguments.of(
                    "nn-bench",
                    List.of(
                            "nn.core",
                            "nn.data",
                            "nn.optimizers",
                            "nn.simd",
                            "java.management", // tells whether the JVM has compiled what it wants to
                            "jdk.incubator.vector",
                            "jdk.unsupported",
                            "jmh.core")));

    /** The descriptor that a module's build has left; the whole project must have been built. */
    static ModuleDescriptor descriptor(String directory) {
        Path classes = CompiledModules.classes(directory);
        String name = directory.replace('-', '.');
        ModuleReference module = ModuleFinder.of(classes)
                .find(name)
                .orElseThrow(() -> new AssertionError(classes.toAbsolutePath().normalize() + " holds no module " + name
                        + ". Build the whole project."));
        return module.descriptor();
    }

    @ParameterizedTest
    @FieldSource("ARROWS")
    void aModuleRequiresWhatTheTableSaysAndNothingElse(String directory, List<String> expected) {
        TreeSet<String> required = new TreeSet<>();
        for (ModuleDescriptor.Requires requires : descriptor(directory).requires()) {
            if (requires.modifiers().contains(Modifier.STATIC)) {
                assertTrue(isOptional(directory, requires.name()), requires.name());
            } else if (!requires.name().equals("java.base")) {
                required.add(requires.name());
            }
        }
        assertEquals(new TreeSet<>(expected), required);
    }

    private static boolean isOptional(String directory, String name) {
        return name.equals("org.jspecify") || (directory.equals("nn-data") && name.equals("java.desktop")); // images
    }

    @Test
    void theTableHasEveryModuleOfTheProject() throws IOException {
        TreeSet<String> directories = new TreeSet<>();
        try (var files = Files.newDirectoryStream(Path.of(".."), "nn-*")) {
            for (Path file : files) {
                if (Files.exists(file.resolve("pom.xml"))) {
                    directories.add(file.getFileName().toString());
                }
            }
        }
        assertEquals(
                directories,
                new TreeSet<>(ARROWS.stream().map(a -> (String) a.get()[0]).toList()));
    }

    @ParameterizedTest
    @FieldSource("ARROWS")
    void aModuleOwnsItsPackages(String directory, List<String> ignored) {
        ModuleDescriptor descriptor = descriptor(directory);
        assertFalse(descriptor.packages().isEmpty());
        for (String name : descriptor.packages()) {
            assertTrue(name.equals(descriptor.name()) || name.startsWith(descriptor.name() + "."), name);
        }
    }

    @Test
    void onlyTwoModulesKnowTheVectorApi() {
        List<String> who = ARROWS.stream()
                .map(a -> (String) a.get()[0])
                .filter(directory -> descriptor(directory).requires().stream()
                        .anyMatch(requires -> requires.name().equals("jdk.incubator.vector")))
                .toList();
        assertEquals(List.of("nn-simd", "nn-bench"), who);
    }

    @Test
    void theVectorKernelIsShownToTheBenchmarksOnly() {
        Set<ModuleDescriptor.Exports> exports = descriptor("nn-simd").exports();
        assertEquals(1, exports.size());
        ModuleDescriptor.Exports only = exports.iterator().next();
        assertEquals("nn.simd", only.source());
        assertEquals(Set.of("nn.bench"), only.targets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nn-core", "nn-simd", "nn-optimizers", "nn-data"})
    void aLibraryOpensNothing(String directory) {
        assertFalse(descriptor(directory).isOpen());
        assertEquals(Set.of(), descriptor(directory).opens());
    }

    /** Users of the class path see the same providers as users of the module path. */
    @ParameterizedTest
    @FieldSource("ARROWS")
    void theServiceFileNamesTheProvidersOfTheModule(String directory, List<String> ignored) throws IOException {
        List<String> module = descriptor(directory).provides().stream()
                .filter(provides -> provides.service().equals("nn.core.spi.Provider"))
                .flatMap(provides -> provides.providers().stream())
                .toList();
        Path file = CompiledModules.classes(directory).resolve("META-INF/services/nn.core.spi.Provider");
        List<String> services = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertEquals(module, services);
        if (List.of("nn-core", "nn-simd").contains(directory)) {
            assertFalse(module.isEmpty());
        }
    }
}
