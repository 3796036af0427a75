package nn.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import nn.core.NnException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every provider promises, whatever it makes. */
class ProviderContractTest {

    private static final Registry REGISTRY = Registry.load();

    @SuppressWarnings("rawtypes")
    static List<Provider> providers() {
        return ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Test
    void allAreRegistered() {
        assertFalse(providers().isEmpty());
        assertEquals(
                new TreeSet<>(
                        providers().stream().map(p -> p.getClass().getName()).toList()),
                new TreeSet<>(REGISTRY.entries().stream()
                        .map(Registry.Entry::provider)
                        .toList()));
        assertEquals(List.of(), REGISTRY.rejected());
    }

    @Tag("module-path")
    @Test
    void theServiceFileNamesTheProvidersOfTheModule() throws IOException {
        List<String> module = Provider.class.getModule().getDescriptor().provides().stream()
                .filter(p -> p.service().equals(Provider.class.getName()))
                .flatMap(p -> p.providers().stream())
                .toList();
        List<String> file =
                Files.readAllLines(Path.of("src/main/resources/META-INF/services", Provider.class.getName()));
        assertFalse(module.isEmpty());
        assertEquals(module, file);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theNameIsFitForFiles(Provider<?> provider) {
        assertTrue(Spec.isName(provider.name()), provider.name());
        for (String alias : provider.aliases()) {
            assertTrue(Spec.isName(alias), alias);
            assertFalse(alias.equals(provider.name()), alias);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theDefaultsCanBeMadeAndAreOfTheKind(Provider<?> provider) {
        assertTrue(provider.type().isInstance(provider.create(Settings.EMPTY, REGISTRY)));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theSpecMakesAnEqualComponentUnderTheSameName(Provider<?> provider) {
        if (provider.create(Settings.EMPTY, REGISTRY) instanceof Configurable component) {
            Spec spec = component.spec();
            assertEquals(provider.name(), spec.name());
            assertEquals(component, REGISTRY.create(provider.type(), spec));
            assertEquals(component, REGISTRY.create(provider.type(), Spec.parse(spec.toString())));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void anUnknownSettingIsRefusedAndTheKnownAreListed(Provider<?> provider) {
        Settings settings = Settings.builder().put("no-such-setting", 1).build();
        NnException.Configuration e =
                assertThrows(NnException.Configuration.class, () -> provider.create(settings, REGISTRY));
        assertTrue(e.getMessage().contains("no-such-setting"), e.getMessage());
        if (provider.create(Settings.EMPTY, REGISTRY) instanceof Configurable component) {
            for (String key : component.spec().settings().asMap().keySet()) {
                assertTrue(e.getMessage().contains(key), e.getMessage());
            }
        }
    }

    /** Each setting of each provider, with values that make no sense for a number, a flag or a component. */
    static Stream<Object[]> settingsAndNonsense() {
        return providers().stream().flatMap(provider -> {
            if (!(provider.create(Settings.EMPTY, REGISTRY) instanceof Configurable component)) {
                return Stream.empty();
            }
            return component.spec().settings().asMap().entrySet().stream()
                    .filter(setting -> !isText(setting.getValue())) // of which any makes sense
                    .map(Map.Entry::getKey)
                    .flatMap(key -> Stream.<Object>of("nonsense", "", "NaN", List.of(), Spec.of("nonsense"))
                            .map(value -> new Object[] {provider, key, value}));
        });
    }

    private static boolean isText(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("settingsAndNonsense")
    void aValueThatMakesNoSenseIsRefused(Provider<?> provider, String key, Object value) {
        Settings settings = Settings.builder().put(key, value).build();
        assertThrows(
                NnException.Configuration.class,
                () -> REGISTRY.create(provider.type(), new Spec(provider.name(), settings)));
    }
}
