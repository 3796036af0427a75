package nn.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nn.core.spi.Provider;
import org.junit.jupiter.api.Test;

class ModuleTest {

    @Test
    void testsRunInsideTheNamedModule() {
        assertEquals("nn.optimizers", ModuleTest.class.getModule().getName());
    }

    @Test
    void theClassPathSeesTheSameProvidersAsTheModulePath() throws IOException {
        List<String> provided = Adam.class.getModule().getDescriptor().provides().stream()
                .filter(provides -> provides.service().equals(Provider.class.getName()))
                .flatMap(provides -> provides.providers().stream())
                .toList();
        assertFalse(provided.isEmpty());
        try (InputStream services = Adam.class.getResourceAsStream("/META-INF/services/" + Provider.class.getName())) {
            String text = new String(services.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(
                    provided.stream().sorted().toList(), text.lines().sorted().toList());
        }
    }
}
