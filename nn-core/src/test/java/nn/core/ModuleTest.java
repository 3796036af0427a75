package nn.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ModuleTest {
    @Test
    void testsRunInsideTheNamedModule() {
        assertEquals("nn.core", ModuleTest.class.getModule().getName());
    }
}
