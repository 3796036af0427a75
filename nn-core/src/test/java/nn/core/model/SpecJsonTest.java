package nn.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.layer.ActivationLayer;
import nn.core.layer.Layer;
import nn.core.spi.Configurable;
import nn.core.spi.Provider;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecJsonTest {

    private static final Registry REGISTRY = Registry.load();

    @SuppressWarnings("rawtypes")
    static Stream<Provider> providers() {
        return ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.create(Settings.EMPTY, REGISTRY) instanceof Configurable);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void jsonKeepsEverySettingOfEveryComponent(Provider<?> provider) {
        Configurable component = (Configurable) provider.create(Settings.EMPTY, REGISTRY);
        Spec spec = Json.toSpec(object(Json.write(component.spec())));
        assertEquals(component.spec(), spec);
        assertEquals(component, REGISTRY.create(provider.type(), spec));
    }

    @Test
    void nestedComponentsKeepTheirSettings() {
        String json =
                "{\"name\":\"activation\",\"settings\":{\"activation\":{\"name\":\"elu\",\"settings\":{\"alpha\":0.3}}}}";
        Layer layer = REGISTRY.create(Layer.class, Json.toSpec(object(json)));
        assertEquals(new ActivationLayer(new nn.core.activation.Elu(0.3)), layer);
        assertEquals(json, Json.write(layer.spec()));
    }

    @Test
    void everyDoubleComesBackWithItsBits() {
        for (double value : new double[] {0.1, 1e-8, Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 1.0 / 3}) {
            assertEquals(value, Json.read(Json.write(value), "test"));
        }
        assertEquals(Long.MIN_VALUE, Json.read(Json.write(Long.MIN_VALUE), "test"));
        assertEquals(List.of("a\u0000\"\\", true), Json.read(Json.write(List.of("a\u0000\"\\", true)), "test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "{\"a\":1,\"a\":2}",
                "1 2",
                "{} x",
                "null",
                "[null]",
                "NaN",
                "01",
                "'a'",
                "\"\u0001\"",
                "99999999999999999999",
                "-9223372036854775809",
                "[1,]",
                "{\"a\"}",
                "tru",
                "\"\\u12\"",
                "// c\n1"
            })
    void whatIsNotStrictJsonIsRefused(String text) {
        NnException.ModelFormat e = assertThrows(NnException.ModelFormat.class, () -> Json.read(text, "file"));
        assertTrue(e.getMessage().startsWith("file: "), e.getMessage());
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] bytes = {'"', (byte) 0xC3, '"'};
        assertThrows(NnException.ModelFormat.class, () -> Json.read(bytes, "file"));
    }

    @Test
    void depthAndLengthsAreLimited() {
        assertEquals(1, ((List<?>) Json.read("[".repeat(64) + "]".repeat(64), "file")).size());
        assertThrows(NnException.ModelFormat.class, () -> Json.read("[".repeat(65) + "]".repeat(65), "file"));
        assertThrows(NnException.ModelFormat.class, () -> Json.read("[".repeat(1_000_000), "file"));
        assertThrows(NnException.ModelFormat.class, () -> Json.read("1".repeat(65), "file"));
    }

    private static JsonObject object(String json) {
        return JsonObject.of(Json.read(json, "test"), "test");
    }
}
